import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { findAttemptWithAge } from '../database/operations/attempts/findAttemptWithAge';
import { claimUnknownTasks } from '../database/operations/tasks/claimUnknownTasks';
import { postponeReconcile } from '../database/operations/tasks/postponeReconcile';
import type { AttemptRow, TaskRow } from '../database/rows';
import { GitHubError } from '../github/GitHubError';
import { applyIdentityEffect } from '../identities/applyIdentityEffect';
import type { GitHubClients } from '../identities/GitHubClients';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import { silentTelemetry, Telemetry } from '../telemetry/Telemetry';
import { chooseReader } from './chooseReader';
import { findMarkedTasks, MarkedTasks } from './findMarkedTasks';
import { outcomeOf } from './outcome';
import { resolveUnknown } from './resolveUnknown';
import { verdictOf } from './verdictOf';

/** Looked at together by one replica. */
const BATCH = 10;
/**
 * Leases of a launch that a look may take, which is a list and a few readings.
 * Ends by itself where a replica dies while it looks.
 */
const LOOK_LEASES = 6;
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
      config: Pick<AgentTasksConfig, 'launch' | 'reconcile'>;
      identities: IdentityRegistry;
      clients: GitHubClients;
      logger: LoggerService;
      telemetry?: Telemetry;
    },
  ) {}

  /**
   * Looks at all tasks that are due.
   *
   * @returns how many there were
   */
  async run(signal: AbortSignal): Promise<number> {
    const { knex, config } = this.options;
    const leaseId = randomUUID();
    const tasks = await claimUnknownTasks(knex, {
      leaseId,
      leaseMs: LOOK_LEASES * config.launch.leaseMs,
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
    const { knex, config, telemetry = silentTelemetry } = this.options;
    const attempt = await findAttemptWithAge(knex, {
      taskId: task.id,
      number: task.attempt_number,
    });
    if (!attempt) {
      throw new Error(`Task ${task.id} has no attempt ${task.attempt_number}`);
    }
    const ageMs = attempt.age_ms;
    const lookedAfterWindow = ageMs >= config.reconcile.windowMs;
    const found = await this.look(task, attempt, signal);
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
    const written = await knex.transaction(tx =>
      resolveUnknown(tx, { task, leaseId, verdict }),
    );
    if (written) {
      telemetry.reconciled({ verdict: verdict.kind, seconds: ageMs / 1000 });
    }
  }

  /** Undefined where GitHub could not be read. */
  private async look(
    task: TaskRow,
    attempt: AttemptRow,
    signal: AbortSignal,
  ): Promise<MarkedTasks | undefined> {
    const { knex, clients, logger } = this.options;
    const { reader, creatorId } = await chooseReader(
      knex,
      this.options.identities,
      task,
      attempt,
    );
    if (!reader) {
      return undefined;
    }
    try {
      return await findMarkedTasks(
        knex,
        clients.get(reader.id),
        {
          owner: task.repository_owner,
          name: task.repository_name,
          marker: attempt.marker,
          intentAt: attempt.intent_at,
          // somebody else has created it
          creatorId: task.as_requester ? undefined : creatorId,
        },
        signal,
      );
    } catch (error) {
      if (!(error instanceof GitHubError)) {
        throw error;
      }
      logger.warn(
        `Task ${task.id} could not be looked up on GitHub: ${error.message}`,
      );
      const outcome = outcomeOf(error.failure);
      // an outage of readings says nothing about launches
      if (outcome.identity && outcome.identity.effect !== 'unavailable') {
        await knex.transaction(tx => applyIdentityEffect(tx, reader, outcome));
      }
      return undefined;
    }
  }
}
