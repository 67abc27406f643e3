import type { Knex } from 'knex';
import type { ConcurrencyCaps } from '../config/AgentTasksConfig';
import { claimTasks } from '../database/operations/admission/claimTasks';
import { countActive } from '../database/operations/admission/countActive';
import { listHeldCampaigns } from '../database/operations/campaigns/listHeldCampaigns';
import { listCandidates } from '../database/operations/admission/listCandidates';
import { listDueRepositories } from '../database/operations/admission/listDueRepositories';
import {
  lockAdmission,
  lockCaps,
} from '../database/operations/admission/lockAdmission';
import { readTurns } from '../database/operations/admission/readTurns';
import type {
  Identity,
  IdentityRegistry,
} from '../identities/IdentityRegistry';
import { IdentityBudget, readBudgets } from '../identities/readBudgets';
import { repositoryPattern } from '../identities/repositoryPattern';
import type { LaunchQueue } from '../queue/LaunchQueue';
import { Room } from './Room';
import { takeTurns } from './takeTurns';

/** Head of the queue that says whose turn it may be. */
const HEAD = 200;

/**
 * How long an admitted task may take until its launch begins. After it the
 * admission counts as lost, and the task goes back into the queue.
 */
export const ADMISSION_MS = 60_000;

/** What an admission found. */
export type AdmissionResult = {
  admitted: number;
  /** Due tasks are left that no identity may launch right now. */
  waiting: boolean;
  /** Until a place is free again, where it is known. */
  opensInMs?: number;
};

/**
 * Decides what may start now, under GitHub's limits, for all replicas.
 *
 * One short transaction per identity under an advisory lock: count the ledger,
 * look at the heads of the queue, choose whose turn it is (`takeTurns`), take
 * places in the ledger and add the jobs. Because nobody else counts or claims
 * for this identity at the same time, a window is never exceeded, by any number
 * of replicas. Caps hold across identities: where there are some, admissions
 * choose one after the other.
 *
 * Where several identities serve a repository, the one with the largest budget
 * takes the task.
 *
 * Not promised: an order between tasks of different identities.
 */
export class Admission {
  static create(options: {
    knex: Knex;
    identities: IdentityRegistry;
    queue: Pick<LaunchQueue, 'enqueue'>;
    /** None unless given. */
    caps?: ConcurrencyCaps;
  }): Admission {
    const { knex, identities, queue, caps = {} } = options;
    return new Admission(
      knex,
      identities,
      queue,
      caps,
      new Map(
        identities
          .list()
          .map(({ id, repositories }) => [
            id,
            repositories.map(repositoryPattern),
          ]),
      ),
    );
  }

  private constructor(
    private readonly knex: Knex,
    private readonly identities: IdentityRegistry,
    private readonly queue: Pick<LaunchQueue, 'enqueue'>,
    private readonly caps: ConcurrencyCaps,
    private readonly patterns: Map<string, string[]>,
  ) {}

  /** Admits all that may start now. */
  async run(): Promise<AdmissionResult> {
    const due = await listDueRepositories(this.knex, HEAD);
    if (due.length === 0) {
      return { admitted: 0, waiting: false };
    }
    const whole = due.length < HEAD;
    const candidates = whole
      ? new Set(due.flatMap(repository => this.identities.findFor(repository)))
      : this.identities.list();
    const full: IdentityBudget[] = [];
    let admitted = 0;
    for (const identity of await this.byBudget([...candidates], full)) {
      if (whole && admitted >= due.length) {
        break;
      }
      admitted += await this.admit(identity, full);
    }
    return {
      admitted,
      waiting: !whole || admitted < due.length,
      ...opening(full),
    };
  }

  /** Those that may launch, the largest budget first; the others are `full`. */
  private async byBudget(
    identities: Identity[],
    full: IdentityBudget[],
  ): Promise<Identity[]> {
    if (identities.length < 2) {
      // nothing to choose; the transaction reads the budget anyway
      return identities;
    }
    const budgets = await readBudgets(this.knex, identities);
    full.push(...budgets.filter(({ launchable }) => launchable === 0));
    return budgets
      .filter(({ launchable }) => launchable > 0)
      .sort((a, b) => b.launchable - a.launchable)
      .map(({ identity }) => identity);
  }

  private async admit(
    identity: Identity,
    full: IdentityBudget[],
  ): Promise<number> {
    return await this.knex.transaction(async tx => {
      if (!(await lockAdmission(tx, identity.id))) {
        return 0;
      }
      const [budget] = await readBudgets(tx, [identity]);
      const { launchable } = budget;
      if (launchable === 0) {
        full.push(budget);
        return 0;
      }
      const room = await this.readRoom(tx);
      const candidates = await listCandidates(tx, {
        host: identity.host,
        patterns: this.patterns.get(identity.id) ?? [],
        limit: launchable,
        full: {
          orgs: room.full('org'),
          repositories: room.full('repository'),
          owners: room.full('owner'),
          templates: room.full('template'),
        },
        held: await listHeldCampaigns(tx),
      });
      if (candidates.length === 0) {
        return 0;
      }
      const chosen = takeTurns({
        candidates,
        turns: await readTurns(tx, identity.id),
        room,
        limit: launchable,
      });
      const taskIds = await claimTasks(tx, {
        identityId: identity.id,
        taskIds: chosen.map(({ id }) => id),
        admissionMs: ADMISSION_MS,
      });
      if (taskIds.length) {
        await this.queue.enqueue(tx, taskIds);
      }
      return taskIds.length;
    });
  }

  private async readRoom(tx: Knex.Transaction): Promise<Room> {
    if (Object.keys(this.caps).length === 0) {
      return new Room(this.caps, []);
    }
    // what is counted must not change before it is written
    await lockCaps(tx);
    return new Room(this.caps, await countActive(tx));
  }
}

/** The first place that is free again in a window of these identities. */
function opening(full: IdentityBudget[]): { opensInMs?: number } {
  const times = full.flatMap(({ state }) => state?.opens_in_ms ?? []);
  return times.length ? { opensInMs: Math.min(...times) } : {};
}
