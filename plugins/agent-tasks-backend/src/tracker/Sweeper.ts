import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AgentState } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import {
  AppliedReadings,
  applyReadings,
} from '../database/operations/readings/applyReadings';
import { confirmActive } from '../database/operations/readings/confirmActive';
import {
  ClaimedSweep,
  claimSweep,
} from '../database/operations/sweeps/claimSweep';
import { extendSweep } from '../database/operations/sweeps/extendSweep';
import { finishSweep } from '../database/operations/sweeps/finishSweep';
import type { GitHubClient } from '../github/GitHubClient';
import { listTasks } from '../github/listTasks';
import type { Telemetry } from '../telemetry/Telemetry';
import { addDetails } from './addDetails';
import { READ_TIMEOUT_MS } from './readTask';
import type { ReadFailures } from './ReadFailures';

/**
 * Follows all tasks of an identity with one list for all of them, at the cost
 * of what changed: the states in which a task has settled or waits, latest
 * first, until what the latest sweep has seen. Every so often, and while
 * nothing runs, the list is over all states instead.
 *
 * One replica sweeps an identity at a time, under a lease in `identity_states`;
 * every write is conditional on it. The watermark moves in the transaction that
 * ends a complete sweep, so that a sweep that broke is made again.
 *
 * Not promised: that a list names every change. GitHub's lists lag, and a
 * change can slip between two pages. What a sweep misses, the sweep over all
 * states or the watchdog finds.
 */

/** A dead replica's sweep is another's after this time. */
export const SWEEP_LEASE_MS = 20_000;
const HEARTBEAT_MS = SWEEP_LEASE_MS / 4;

/** Lists lag behind, and GitHub's times are whole seconds. */
const OVERLAP_MS = 30_000;

/** How far before the earliest launch a first sweep looks: clocks differ. */
const FIRST_LOOK_BACK_MS = 5 * 60_000;

/** 10,000 tasks: more is a sign that the watermark is wrong. */
const MOST_PAGES = 100;

const settledOrWaiting: AgentState[] = [
  'completed',
  'failed',
  'timed_out',
  'cancelled',
  'waiting_for_user',
  'idle',
];

/** What the sweeper is made of. */
export type SweeperOptions = {
  knex: Knex;
  logger: LoggerService;
  tracking: AgentTasksConfig['tracking'];
  client: (identityId: string) => GitHubClient;
  failures: ReadFailures;
  telemetry?: Telemetry;
  /** Told after each commit. */
  onApplied: (applied: AppliedReadings) => void;
};

class LeaseLostError extends Error {}

/** Makes the sweeps that are due. */
export class Sweeper {
  constructor(private readonly options: SweeperOptions) {}

  /**
   * Claims the sweep that is due the longest and begins it.
   *
   * @returns its end, which never fails, or undefined where none is due.
   */
  async claim(
    identityIds: string[],
    signal: AbortSignal,
  ): Promise<{ done: Promise<void> } | undefined> {
    const claimed = await claimSweep(this.options.knex, {
      identityIds,
      leaseId: randomUUID(),
      leaseMs: SWEEP_LEASE_MS,
    });
    return (
      claimed && {
        done: this.sweep(claimed, signal).catch(error =>
          // its lease ends, and it is made again
          this.options.logger.warn(
            `The sweep of ${claimed.state.identity_id} broke: ${error}`,
          ),
        ),
      }
    );
  }

  private async sweep(claimed: ClaimedSweep, stopped: AbortSignal) {
    const { knex, logger, tracking, client, failures } = this.options;
    const identityId = claimed.state.identity_id;
    const github = client(identityId);
    const lost = new AbortController();
    const signal = AbortSignal.any([stopped, lost.signal]);
    const lease = {
      identityId,
      leaseId: claimed.leaseId,
      leaseMs: SWEEP_LEASE_MS,
    };
    const heartbeat = setInterval(() => {
      extendSweep(knex, lease).then(
        kept => kept || lost.abort(),
        error => logger.debug(`No heartbeat for ${identityId}: ${error}`),
      );
    }, HEARTBEAT_MS);
    let dueInMs = claimed.activeCount
      ? tracking.activeIntervalMs
      : tracking.idleIntervalMs;
    try {
      const full = isFullDue(claimed);
      const seen = await this.readPages(github, claimed, full, signal);
      failures.backoff.succeeded(identityId);
      await knex.transaction(async tx => {
        const kept = await finishSweep(tx, {
          identityId,
          leaseId: claimed.leaseId,
          dueInMs,
          completed: {
            startedAt: claimed.now,
            watermark: seen.watermark,
            etag: full ? claimed.state.etag ?? undefined : seen.etag,
            ...(full && {
              full: {
                watermark: seen.watermark,
                dueInMs: tracking.fullSweepIntervalMs,
              },
            }),
          },
        });
        if (kept) {
          await confirmActive(tx, { identityId, sweptAt: claimed.now });
        }
      });
    } catch (error) {
      if (error instanceof LeaseLostError || lost.signal.aborted) {
        this.options.telemetry?.leaseLost('sweep');
        logger.info(
          `Another replica has taken over the sweep of ${identityId}`,
        );
        return;
      }
      if (stopped.aborted) {
        dueInMs = 0;
      } else {
        dueInMs = Math.max(dueInMs, await failures.note(github, error));
      }
      await finishSweep(knex, {
        identityId,
        leaseId: claimed.leaseId,
        dueInMs,
      });
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async readPages(
    github: GitHubClient,
    claimed: ClaimedSweep,
    full: boolean,
    signal: AbortSignal,
  ): Promise<{ watermark: Date | undefined; etag: string | undefined }> {
    const { knex, logger, tracking, onApplied } = this.options;
    const { state, now } = claimed;
    const known = (full ? state.full_watermark : state.watermark) ?? undefined;
    const until = known
      ? new Date(known.getTime() - OVERLAP_MS)
      : new Date((claimed.activeSince ?? now).getTime() - FIRST_LOOK_BACK_MS);
    let watermark = known;
    let etag: string | undefined;
    for (let page = 1; ; page++) {
      const answer = await listTasks(
        github,
        full
          ? { since: until, page }
          : {
              states: settledOrWaiting,
              page,
              ...(page === 1 && state.etag && { etag: state.etag }),
            },
        { signal, timeoutMs: READ_TIMEOUT_MS },
      );
      if (answer.notModified) {
        return { watermark, etag: state.etag ?? undefined };
      }
      const { tasks } = answer;
      const readings = await addDetails({
        knex,
        github,
        readings: tasks.filter(({ updatedAt }) => updatedAt >= until),
        signal,
        logger,
      });
      const applied = await knex.transaction(async tx => {
        // also the fence: locks the lease until the commit
        const kept = await extendSweep(tx, {
          identityId: state.identity_id,
          leaseId: claimed.leaseId,
          leaseMs: SWEEP_LEASE_MS,
        });
        if (!kept) {
          throw new LeaseLostError();
        }
        return await applyReadings(tx, {
          readings,
          now,
          silentAfterMs: tracking.silentAfterMs,
        });
      });
      onApplied(applied);
      if (page === 1) {
        etag = answer.etag;
        watermark = newest(watermark, tasks[0]?.updatedAt);
      }
      const oldest = tasks.at(-1)?.updatedAt;
      if (!answer.hasMore || (oldest && oldest < until)) {
        return { watermark, etag };
      }
      if (page === MOST_PAGES) {
        logger.error(
          `The sweep of ${state.identity_id} found more than ${MOST_PAGES} pages of changes`,
        );
        return { watermark, etag };
      }
    }
  }
}

function isFullDue({ state, activeCount, now }: ClaimedSweep): boolean {
  return (
    !activeCount ||
    !state.full_sweep_due_at ||
    state.full_sweep_due_at.getTime() <= now.getTime()
  );
}

function newest(a: Date | undefined, b: Date | undefined): Date | undefined {
  return a && b ? new Date(Math.max(a.getTime(), b.getTime())) : a ?? b;
}
