import type { Knex } from 'knex';
import type { PolicyConfig } from '../config/PolicyConfig';
import { askTogether } from '../database/askTogether';
import { estimateCredits } from '../database/operations/credits/estimateCredits';
import { saveReservation } from '../database/operations/credits/saveReservation';
import {
  OwnerMonth,
  sumSpentCredits,
} from '../database/operations/credits/sumSpentCredits';
import { lockLimit } from '../database/operations/limits/lockLimit';
import { parseTemplateRef } from '../templates/TemplateContent';
import type { CreditLook } from './judgeCredits';

/** A task as far as its budget goes. */
export type BudgetedTask = {
  owner: string;
  templateRef?: string;
  /** When it is due: its month is the one that pays. */
  at: Date;
};

/**
 * AI credits that an owner may spend in a calendar month, UTC. A task takes its
 * place when it is accepted, with what tasks of its template have cost, and
 * gives back what it did not use when it settles.
 *
 * Not promised: that a month ends below its budget. What an agent uses beyond
 * its reservation is counted and cannot be stopped.
 */
export class CreditBudgets {
  static create(options: {
    config: PolicyConfig['budgets'];
    database: Knex;
  }): CreditBudgets {
    return new CreditBudgets(options.config, options.database);
  }

  private readonly spentOf: (budget: OwnerMonth) => Promise<bigint>;
  private readonly estimateOf: (ref: string) => Promise<bigint | undefined>;

  private constructor(
    private readonly config: PolicyConfig['budgets'],
    database: Knex,
  ) {
    this.spentOf = askTogether(budgets => sumSpentCredits(database, budgets));
    this.estimateOf = askTogether(refs => estimateEach(database, refs));
  }

  /** Undefined where the owner has no budget. */
  limitOf(owner: string): bigint | undefined {
    const { owners, creditsPerOwner } = this.config;
    const credits = owners[owner.toLowerCase()] ?? creditsPerOwner;
    return credits === undefined ? undefined : toNano(credits);
  }

  /**
   * How a budget stands for a task.
   *
   * @param options - `placed` where the task has its reservation already; `tx`
   *   where it is to be seen from there
   * @returns undefined where the owner has none
   */
  async look(
    task: BudgetedTask,
    options: { tx?: Knex.Transaction; placed?: boolean } = {},
  ): Promise<CreditLook | undefined> {
    const { owner, templateRef } = task;
    const { tx, placed = false } = options;
    const limit = this.limitOf(owner);
    if (limit === undefined) {
      return undefined;
    }
    const budget = { owner, month: monthOf(task.at) };
    const ref =
      placed || templateRef === undefined
        ? undefined
        : parseTemplateRef(templateRef);
    const [spent, estimate] = await Promise.all([
      tx
        ? sumSpentCredits(tx, [budget]).then(([sum]) => sum)
        : this.spentOf(budget),
      ref === undefined
        ? undefined
        : (tx && estimateCredits(tx, ref)) ?? this.estimateOf(ref),
    ]);
    return {
      ...budget,
      limit,
      spent,
      ...(estimate !== undefined && { estimate }),
      reserved: placed ? 0n : estimate ?? toNano(this.config.assumedCredits),
      placed,
    };
  }

  /**
   * Takes the place of a task, or of a retry of it. Whoever does this for the
   * same budget waits, and then counts this one, too.
   *
   * @returns how the budget stood before; a caller that finds it full rolls
   *   back
   */
  async reserve(
    tx: Knex.Transaction,
    task: BudgetedTask & { id: string; afterAttempt: number },
  ): Promise<CreditLook | undefined> {
    if (this.limitOf(task.owner) === undefined) {
      return undefined;
    }
    await lockLimit(tx, `credits:${task.owner}:${monthOf(task.at)}`);
    const look = await this.look(task, { tx });
    if (look) {
      await saveReservation(tx, {
        task_id: task.id,
        after_attempt: task.afterAttempt,
        owner_ref: look.owner,
        month: look.month,
        credits_nano: look.reserved.toString(),
      });
    }
    return look;
  }
}

/** One question for each template, however many tasks are asked about. */
async function estimateEach(
  database: Knex,
  refs: string[],
): Promise<Array<bigint | undefined>> {
  const different = [...new Set(refs)];
  const estimates = await Promise.all(
    different.map(ref => estimateCredits(database, ref)),
  );
  return refs.map(ref => estimates[different.indexOf(ref)]);
}

function toNano(credits: number): bigint {
  return BigInt(Math.round(credits * 1e9));
}

function monthOf(at: Date): string {
  return `${at.toISOString().slice(0, 7)}-01`;
}
