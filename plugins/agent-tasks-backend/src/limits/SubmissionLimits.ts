import type {
  PolicyAnswer,
  PolicyFinding,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { Knex } from 'knex';
import type { PolicyConfig } from '../config/PolicyConfig';
import { countOpenPulls } from '../database/operations/limits/countOpenPulls';
import { lockLimit } from '../database/operations/limits/lockLimit';
import type { TaskRow } from '../database/rows';
import type { CreditBudgets } from './CreditBudgets';
import { judgeCredits } from './judgeCredits';
import { judgeOpenPulls } from './judgeOpenPulls';
import { LimitPassed } from './LimitPassed';

/**
 * Limits that requests could pass together although policy allowed each: they
 * are counted once more in the transaction that stores the task, one request
 * after the other.
 */
export class SubmissionLimits {
  static create(options: {
    review: PolicyConfig['review'];
    budgets: CreditBudgets;
  }): SubmissionLimits {
    return new SubmissionLimits(options.review, options.budgets);
  }

  private constructor(
    private readonly review: PolicyConfig['review'],
    private readonly budgets: CreditBudgets,
  ) {}

  /**
   * Takes the place of a task, or of a retry of it. The locks come in one
   * order, behind the row's, and stay until the end of the transaction.
   *
   * @throws LimitPassed where there is none left; the caller rolls back
   */
  async hold(tx: Knex.Transaction, task: TaskRow): Promise<void> {
    const findings = [
      ...(await this.pulls(tx, task)),
      ...(await this.credits(tx, task)),
    ];
    if (findings.length) {
      throw new LimitPassed(findings);
    }
  }

  private async pulls(
    tx: Knex.Transaction,
    task: TaskRow,
  ): Promise<PolicyFinding[]> {
    const max = this.review.maxOpenPullRequests;
    if (max === undefined || !task.create_pull_request) {
      return [];
    }
    await lockLimit(tx, `pulls:${task.queue_repository}`);
    const repository = {
      host: task.host,
      owner: task.repository_owner,
      name: task.repository_name,
    };
    const [counts] = await countOpenPulls(tx, [repository], {
      exceptTaskId: task.id,
    });
    return judgeOpenPulls(counts, {
      max,
      repository: `${repository.owner}/${repository.name}`,
    });
  }

  private async credits(
    tx: Knex.Transaction,
    task: TaskRow,
  ): Promise<PolicyFinding[]> {
    if (task.owner_ref === null) {
      return [];
    }
    const look = await this.budgets.reserve(tx, {
      id: task.id,
      afterAttempt: task.attempt_number,
      owner: task.owner_ref,
      ...(task.template_ref !== null && { templateRef: task.template_ref }),
      at: dueOf(task),
    });
    return look ? judgeCredits(look).filter(isFinding) : [];
  }
}

/** A task that waits for another month is paid in that one. */
function dueOf(task: TaskRow): Date {
  const now = new Date();
  return task.not_before && task.not_before > now ? task.not_before : now;
}

function isFinding(item: PolicyAnswer[number]): item is PolicyFinding {
  return item.kind !== 'note';
}
