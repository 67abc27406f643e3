import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import {
  applyPullReadings,
  PullAnswer,
} from '../database/operations/pulls/applyPullReadings';
import {
  ClaimedPull,
  claimPulls,
} from '../database/operations/pulls/claimPulls';
import { countFollowedPulls } from '../database/operations/pulls/countFollowedPulls';
import { nextPullDue } from '../database/operations/pulls/nextPullDue';
import type { TaskRow } from '../database/rows';
import type { GitHubClient } from '../github/GitHubClient';
import type { PullReading } from '../github/mapPullRequest';
import {
  findPullRequests,
  PULL_REQUESTS_PER_QUERY,
  readPullRequests,
} from '../github/pullRequests';
import { inParallel } from '../tracker/inParallel';
import type { ReadFailures } from '../tracker/ReadFailures';
import { READ_TIMEOUT_MS } from '../tracker/readTask';
import { pullInterval } from './pullInterval';

/**
 * Follows the pull requests that agents have opened, from their draft to the
 * merge, by reading up to 100 in one GraphQL query. What GraphQL does not find
 * is searched by its branch over REST.
 *
 * Not promised: that every change is seen. What changed and changed back
 * between two readings is one reading.
 */

/** Read again after this time where the reading failed. */
const RETRY_MS = 60_000;

const MOST_AT_ONCE = 500;

/**
 * What was read longer ago than the rest of the interval comes along where a
 * query has room, so that all of an identity's soon share their queries.
 */
const FILLED_UP = 0.75;
const PARALLEL_SEARCHES = 4;
/** How many are followed changes slowly. */
const COUNT_MS = 60_000;

/** What the follower is made of. */
export type PullFollowerOptions = {
  knex: Knex;
  logger: LoggerService;
  tracking: AgentTasksConfig['tracking'];
  client: (identityId: string) => GitHubClient;
  failures: ReadFailures;
  /** Told after each commit. */
  onChanged: (tasks: TaskRow[]) => void;
};

/** Reads the pull requests that are due. */
export class PullFollower {
  private intervalMs: number;
  private countedAt: number | undefined;

  constructor(private readonly options: PullFollowerOptions) {
    this.intervalMs = options.tracking.pullRequestIntervalMs;
  }

  /** @returns milliseconds until the next one is due. */
  async run(
    identityIds: string[],
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const { knex, client, failures } = this.options;
    await this.count();
    const pulls = await claimPulls(knex, {
      identityIds: failures.backoff.open(identityIds),
      ownTokenIds: identityIds.filter(
        id => client(id).identity.config.pullRequestToken,
      ),
      limit: MOST_AT_ONCE,
      perQuery: PULL_REQUESTS_PER_QUERY,
      aheadMs: this.intervalMs * FILLED_UP,
      retryMs: RETRY_MS,
    });
    if (!pulls.length) {
      const due = await nextPullDue(knex);
      // what is due now belongs to an identity that is left alone
      return due !== undefined && due <= 0
        ? failures.backoff.nextOpen(identityIds)
        : due;
    }
    const batches = [...new Set(pulls.map(pull => pull.identity_id))].flatMap(
      id =>
        chunk(
          pulls.filter(pull => pull.identity_id === id),
          PULL_REQUESTS_PER_QUERY,
        ),
    );
    await Promise.all(batches.map(batch => this.follow(batch, signal)));
    return 0;
  }

  private async count(): Promise<void> {
    const { knex, tracking } = this.options;
    const now = performance.now();
    if (this.countedAt === undefined || now - this.countedAt >= COUNT_MS) {
      this.countedAt = now;
      this.intervalMs = pullInterval(
        tracking.pullRequestIntervalMs,
        await countFollowedPulls(knex),
      );
    }
  }

  private async follow(
    batch: ClaimedPull[],
    signal: AbortSignal,
  ): Promise<void> {
    const { knex, client, failures, onChanged } = this.options;
    const identityId = batch[0].identity_id;
    const github = client(identityId);
    let answers: PullAnswer[];
    try {
      answers = await this.read(github, batch, signal);
      failures.backoff.succeeded(identityId);
    } catch (error) {
      if (!signal.aborted) {
        await failures.note(github, error, 'pull-request');
      }
      return;
    }
    onChanged(
      await knex.transaction(tx =>
        applyPullReadings(tx, {
          answers,
          askedAt: batch[0].now,
          intervalMs: this.intervalMs,
        }),
      ),
    );
  }

  private async read(
    github: GitHubClient,
    batch: ClaimedPull[],
    signal: AbortSignal,
  ): Promise<PullAnswer[]> {
    const request = { signal, timeoutMs: READ_TIMEOUT_MS };
    const identified = batch.filter(pull => pull.global_id !== null);
    const nodes = identified.length
      ? await readPullRequests(
          github,
          identified.map(pull => pull.global_id ?? ''),
          request,
        )
      : [];
    const readings = new Map<ClaimedPull, PullReading | undefined>(
      identified.map((pull, index) => [pull, nodes[index]]),
    );
    const missing = batch.filter(pull => !readings.get(pull));
    await inParallel(missing, PARALLEL_SEARCHES, async pull => {
      if (pull.head_ref) {
        const found = await findPullRequests(
          github,
          {
            owner: pull.repository_owner,
            name: pull.repository_name,
            headRef: pull.head_ref,
          },
          request,
        );
        readings.set(
          pull,
          found.find(({ databaseId }) => databaseId === pull.database_id),
        );
      }
    });
    return batch.map(pull => ({
      taskId: pull.task_id,
      databaseId: pull.database_id,
      reading: readings.get(pull),
    }));
  }
}

function chunk<T>(items: T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    chunks.push(items.slice(start, start + size));
  }
  return chunks;
}
