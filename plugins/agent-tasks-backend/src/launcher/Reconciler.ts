import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { findAttempt } from '../database/operations/attempts/findAttempt';
import { listIdentityStates } from '../database/operations/identities/listIdentityStates';
import { claimUnknownTasks } from '../database/operations/tasks/claimUnknownTasks';
import { postponeReconcile } from '../database/operations/tasks/postponeReconcile';
import type { AttemptRow, TaskRow } from '../database/rows';
import { GitHubError } from '../github/GitHubError';
import type { GitHubClients } from '../identities/GitHubClients';
import type {
  Identity,
  IdentityRegistry,
} from '../identities/IdentityRegistry';
import { findMarkedTasks, MarkedTasks } from './findMarkedTasks';
import { resolveUnknown } from './resolveUnknown';

/** Looked at together by one replica. */
const BATCH = 10;
/** Ends by itself where a replica dies while it looks. */
const LEASE_MS = 120_000;
const SHORTEST_LOOK_MS = 1_000;
const LONGEST_LOOK_MS = 60_000;
/** A repository that cannot be read for this long after the window is a person's matter. */
const UNREADABLE_MS = 3_600_000;

/**
 * Finds out what became of launches whose outcome stayed unknown.
 *
 * Looks for the marker until it is found or the window has ended, then adopts
 * the task, holds it for a person or, where configured, relaunches it. A window
 * ends only with a look after its end that has read everything: an outage of
 * GitHub's never counts as "not there".
 */
export class Reconciler {
  constructor(
    private readonly options: {
      knex: Knex;
      config: Pick<AgentTasksConfig, 'reconcile'>;
      identities: IdentityRegistry;
      clients: GitHubClients;
      logger: LoggerService;
    },
  ) {}

  /**
   * Looks at all tasks that are due.
   *
   * @returns how many there were
   */
  async run(signal: AbortSignal): Promise<number> {
    const leaseId = randomUUID();
    const tasks = await claimUnknownTasks(this.options.knex, {
      leaseId,
      leaseMs: LEASE_MS,
      limit: BATCH,
    });
    await Promise.all(tasks.map(task => this.reconcile(task, leaseId, signal)));
    return tasks.length;
  }

  private async reconcile(
    task: TaskRow,
    leaseId: string,
    signal: AbortSignal,
  ): Promise<void> {
    const { knex, config, logger } = this.options;
    const attempt = await findAttempt(knex, {
      taskId: task.id,
      number: task.attempt_number,
    });
    if (!attempt) {
      throw new Error(`Task ${task.id} has no attempt ${task.attempt_number}`);
    }
    const ageMs = Date.now() - attempt.intent_at.getTime();
    const lookedAfterWindow = ageMs >= config.reconcile.windowMs;
    let found: MarkedTasks | undefined;
    try {
      found = await this.look(task, attempt, signal);
    } catch (error) {
      if (!(error instanceof GitHubError)) {
        throw error;
      }
      logger.warn(
        `Task ${task.id} could not be looked up on GitHub: ${error.message}`,
      );
    }
    const verdict = verdictOf({
      found,
      lookedAfterWindow,
      unreadable: ageMs >= config.reconcile.windowMs + UNREADABLE_MS,
      afterWindow: config.reconcile.afterWindow,
    });
    if (verdict.kind === 'look-again') {
      await postponeReconcile(knex, {
        taskId: task.id,
        leaseId,
        dueInMs: Math.min(
          Math.max(ageMs / 4, SHORTEST_LOOK_MS),
          LONGEST_LOOK_MS,
        ),
      });
      return;
    }
    await knex.transaction(tx =>
      resolveUnknown(tx, { task, leaseId, verdict }),
    );
  }

  private async look(
    task: TaskRow,
    attempt: AttemptRow,
    signal: AbortSignal,
  ): Promise<MarkedTasks | undefined> {
    const { knex, clients } = this.options;
    const identity = this.readerFor(task, attempt);
    if (!identity) {
      return undefined;
    }
    const [launcher] = await listIdentityStates(knex, [attempt.identity_id]);
    return await findMarkedTasks(
      knex,
      clients.get(identity.id),
      {
        owner: task.repository_owner,
        name: task.repository_name,
        marker: attempt.marker,
        intentAt: attempt.intent_at,
        creatorId: launcher?.user_id ?? undefined,
      },
      signal,
    );
  }

  /** The identity that launched; another that sees the repository where it is gone. */
  private readerFor(task: TaskRow, attempt: AttemptRow): Identity | undefined {
    const { identities } = this.options;
    return (
      identities.get(attempt.identity_id) ??
      identities.findFor({
        host: task.host,
        owner: task.repository_owner,
        name: task.repository_name,
      })[0]
    );
  }
}

/** What follows from a look. */
export type ReconcileVerdict =
  | { kind: 'look-again' }
  | { kind: 'adopt'; reading: MarkedTasks['matches'][number] }
  | { kind: 'hold'; reason: string }
  | { kind: 'relaunch' };

/** The decision of a look, pure. */
export function verdictOf(look: {
  /** Undefined where GitHub could not be read. */
  found: MarkedTasks | undefined;
  lookedAfterWindow: boolean;
  unreadable: boolean;
  afterWindow: 'hold' | 'relaunch';
}): ReconcileVerdict {
  const { found, lookedAfterWindow, unreadable, afterWindow } = look;
  if (found && found.matches.length === 1) {
    return { kind: 'adopt', reading: found.matches[0] };
  }
  if (found && found.matches.length > 1) {
    return {
      kind: 'hold',
      reason: `GitHub has ${found.matches.length} tasks of this launch.`,
    };
  }
  if (found?.complete && lookedAfterWindow) {
    return afterWindow === 'relaunch'
      ? { kind: 'relaunch' }
      : {
          kind: 'hold',
          reason:
            'GitHub did not say whether it started the task, and the task was not found.',
        };
  }
  return unreadable
    ? {
        kind: 'hold',
        reason:
          "GitHub did not say whether it started the task, and the repository's tasks cannot be read.",
      }
    : { kind: 'look-again' };
}
