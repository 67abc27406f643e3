import type { FollowUpKind } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { claimOwnAttempt } from '../database/operations/retries/claimOwnAttempt';
import { listOwnAttempts } from '../database/operations/retries/listOwnAttempts';
import { loadAttemptFacts } from '../database/operations/retries/loadAttemptFacts';
import { noteOwnAttempt } from '../database/operations/retries/noteOwnAttempt';
import type { TaskRow } from '../database/rows';
import { BROKER } from '../launcher/actor';
import { Loop } from '../loops/Loop';
import type { LoopWatch } from '../loops/LoopWatch';
import { isRefusal } from '../refusals/Refusal';
import { retryTask } from '../tasks/retryTask';
import type { TaskDependencies } from '../tasks/TaskDependencies';
import type { AttemptPlan } from './AttemptPlan';
import { followUpFacts, retryFacts, WantedAttempt } from './planAttempt';
import { planOwnFollowUp } from './planFollowUp';
import { planOwnRetry } from './planRetry';

/** What other replicas have read is seen after this time. */
const LONGEST_WAIT_MS = 15_000;
/** A decision asks policy, and policy asks others. */
const LEASE_MS = 120_000;
const MOST_AT_ONCE = 50;

/** What the keeper is made of. */
export type RetryKeeperOptions = {
  tasks: TaskDependencies;
  auth: AuthService;
  logger: LoggerService;
  watch?: LoopWatch;
};

/**
 * Makes the attempts that templates' rules ask for: another one after a
 * failure, and follow-ups on pull requests whose checks fail or whose review
 * asks for changes. Each is a retry like a person's: policy is asked again,
 * budgets and approvals hold, and it is on the trail before it starts.
 *
 * One decision for each attempt, claimed under a lease in a row. A refusal is
 * remembered and left to people.
 */
export class RetryKeeper {
  static create(options: RetryKeeperOptions): RetryKeeper {
    return new RetryKeeper(options);
  }

  private readonly loop: Loop;

  private constructor(private readonly options: RetryKeeperOptions) {
    this.loop = new Loop({
      name: 'Making attempts that rules ask for',
      logger: options.logger,
      watch: options.watch,
      longestWaitMs: LONGEST_WAIT_MS,
      run: () => this.run(),
    });
  }

  async start(): Promise<void> {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** @returns milliseconds until the next one that is put off, if any is. */
  async run(): Promise<number | undefined> {
    const { tasks } = this.options;
    let soonest: number | undefined;
    for (const task of await listOwnAttempts(tasks.database, MOST_AT_ONCE)) {
      const planned = await this.plan(task);
      if (!planned) {
        continue;
      }
      const waitMs = planned.dueAt.getTime() - Date.now();
      if (waitMs > 0) {
        soonest = Math.min(soonest ?? Infinity, waitMs);
      } else {
        await this.attempt(task, planned.plan);
      }
    }
    return soonest;
  }

  private async plan(
    task: TaskRow,
  ): Promise<{ plan: AttemptPlan; dueAt: Date } | undefined> {
    const facts = await loadAttemptFacts(this.options.tasks.database, task);
    const { spec, attempts } = facts;
    if (task.phase === 'failed') {
      return spec?.retry && task.failure_class !== null
        ? planOwnRetry(
            { ...retryFacts(task, facts), attempts: task.attempt_number },
            spec.retry,
          )
        : undefined;
    }
    const plan = planOwnFollowUp(
      {
        ...followUpFacts(task, facts),
        made: attempts.flatMap(attempt => followUpOf(attempt.plan) ?? []),
      },
      spec?.review,
    );
    return plan && { plan, dueAt: new Date(0) };
  }

  private async attempt(task: TaskRow, plan: AttemptPlan): Promise<void> {
    const { tasks, auth, logger } = this.options;
    const claimed = await claimOwnAttempt(tasks.database, {
      taskId: task.id,
      afterAttempt: task.attempt_number,
      leaseMs: LEASE_MS,
    });
    if (!claimed) {
      return;
    }
    try {
      await retryTask(
        tasks,
        task.id,
        { ...wantedOf(plan), afterAttempt: task.attempt_number },
        {
          actor: BROKER,
          credentials: await auth.getOwnServiceCredentials(),
          requestId: randomUUID(),
        },
      );
      await noteOwnAttempt(tasks.database, task, { outcome: 'queued' });
    } catch (error) {
      if (!isRefusal(error)) {
        // the lease ends, and it is tried again
        logger.warn(`Task ${task.id} was not tried again, later: ${error}`);
        return;
      }
      await noteOwnAttempt(tasks.database, task, {
        outcome: error.name === 'ConflictError' ? 'overtaken' : 'refused',
        message: error.message,
      });
    }
  }
}

function wantedOf(plan: AttemptPlan): WantedAttempt {
  const followUp = followUpOf(plan);
  return followUp ? { followUp } : { mode: plan.mode as WantedAttempt['mode'] };
}

function followUpOf(plan: AttemptPlan | null): FollowUpKind | undefined {
  return plan?.mode === 'fix-checks' || plan?.mode === 'address-review'
    ? plan.mode
    : undefined;
}
