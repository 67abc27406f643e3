import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import {
  AppliedReadings,
  applyReadings,
} from '../database/operations/readings/applyReadings';
import { claimLooks, Look } from '../database/operations/readings/claimLooks';
import { nextLookDue } from '../database/operations/readings/nextLookDue';
import { postponeLook } from '../database/operations/readings/postponeLook';
import type { GitHubClient } from '../github/GitHubClient';
import type { TaskReading } from '../github/mapTask';
import { inParallel } from './inParallel';
import type { ReadFailures } from './ReadFailures';
import { readTask } from './readTask';
import { answersRollCall, rollCall } from './rollCall';

/**
 * Reads single tasks where a list cannot say it: settled ones whose details are
 * missing, and, as the watchdog, those that have been silent for too long and
 * that a roll call does not name.
 */

/** Read again after this time where the reading failed. */
const RETRY_MS = 10_000;

/** A new task is not found for some seconds: that is lag, not loss. */
const LAG_MS = 10 * 60_000;
const LAG_RETRY_MS = 10_000;

const MOST_AT_ONCE = 20;
const PARALLEL_READS = 6;

/** What the looker is made of. */
export type LookerOptions = {
  knex: Knex;
  logger: LoggerService;
  tracking: AgentTasksConfig['tracking'];
  client: (identityId: string) => GitHubClient;
  failures: ReadFailures;
  onApplied: (applied: AppliedReadings) => void;
};

/** Makes the single readings that are due. */
export class Looker {
  constructor(private readonly options: LookerOptions) {}

  /** @returns milliseconds until the next one is due. */
  async run(
    identityIds: string[],
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const { knex, tracking, failures, onApplied } = this.options;
    const looks = await claimLooks(knex, {
      identityIds: failures.backoff.open(identityIds),
      limit: MOST_AT_ONCE,
      retryMs: RETRY_MS,
    });
    if (!looks.length) {
      const due = await nextLookDue(knex);
      // what is due now belongs to an identity that is left alone
      return due !== undefined && due <= 0
        ? failures.backoff.nextOpen(identityIds)
        : due;
    }
    const named = await this.callRoll(looks, signal);
    const readings = await inParallel(
      looks.filter(({ github_task_id }) => !named.has(github_task_id)),
      PARALLEL_READS,
      look => this.read(look, signal),
    );
    const applied = await knex.transaction(tx =>
      applyReadings(tx, {
        readings: readings.flatMap(reading => reading ?? []),
        now: looks[0].now,
        silentAfterMs: tracking.silentAfterMs,
      }),
    );
    onApplied(applied);
    return 0;
  }

  /** @returns GitHub's ids of those that need no reading of their own. */
  private async callRoll(
    looks: Look[],
    signal: AbortSignal,
  ): Promise<Set<string>> {
    const { knex, tracking, client, failures, onApplied } = this.options;
    const silent = looks.filter(answersRollCall);
    const named = new Set<string>();
    for (const id of new Set(silent.map(({ identity_id }) => identity_id))) {
      const github = client(id);
      try {
        const present = await rollCall({
          knex,
          github,
          now: silent[0].now,
          silentAfterMs: tracking.silentAfterMs,
          signal,
          onApplied,
        });
        failures.backoff.succeeded(id);
        silent
          .filter(look => present.has(look.github_task_id))
          .forEach(look => named.add(look.github_task_id));
      } catch (error) {
        if (!signal.aborted) {
          await failures.note(github, error);
        }
      }
    }
    return named;
  }

  private async read(
    look: Look,
    signal: AbortSignal,
  ): Promise<TaskReading | undefined> {
    const { knex, logger, tracking, client, failures } = this.options;
    if (!failures.backoff.open([look.identity_id]).length) {
      return undefined;
    }
    const github = client(look.identity_id);
    try {
      const reading = await readTask(github, {
        githubTaskId: look.github_task_id,
        byRepository: look.as_requester,
        repository: {
          owner: look.repository_owner,
          name: look.repository_name,
        },
        signal,
      });
      failures.backoff.succeeded(look.identity_id);
      if (!reading) {
        const age = look.now.getTime() - (look.launched_at?.getTime() ?? 0);
        if (age > LAG_MS) {
          logger.warn(
            `GitHub does not find task ${look.github_task_id} of ${look.id}`,
          );
        }
        await postponeLook(knex, {
          taskId: look.id,
          attemptNumber: look.attempt_number,
          afterMs: age > LAG_MS ? tracking.silentAfterMs : LAG_RETRY_MS,
        });
      }
      return reading;
    } catch (error) {
      if (!signal.aborted) {
        await failures.note(github, error);
      }
      return undefined;
    }
  }
}
