import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@backstage/types';
import type { PullRequestRow } from '../database/rows';
import type { PullReading } from '../github/mapPullRequest';

/**
 * What a reading of a pull request does to its row. Pure.
 *
 * Never backwards by GitHub's `updated_at`; a merge is final. Checks and review
 * decision change without `updated_at`, so of two readings with the same one
 * the later asked counts.
 */

/** A search by branch lacks the checks: GraphQL is asked soon. */
const DETAILS_AFTER_MS = 5_000;

/** GraphQL lags some seconds behind the artifact. */
const MISSING_RETRY_MS = 5_000;

/** After this time without an answer a task is not held up any longer. */
const GIVE_UP_AFTER_MS = 10 * 60_000;
const GIVEN_UP_RETRY_MS = 60 * 60_000;

/** The columns that a reading sets. */
export type PullPatch = Partial<
  Omit<PullRequestRow, 'task_id' | 'database_id'>
>;

/** What to do with a reading of a pull request. */
export type PullDecision =
  | { kind: 'stale' }
  | {
      kind: 'apply';
      patch: PullPatch;
      /** Whether anything changed that people see. */
      visible: boolean;
      /** For the task's story: what happened, in order. */
      story: JsonObject[];
    };

/** Decides what a reading does to the row of a pull request. */
export function decidePull(
  row: PullRequestRow,
  reading: PullReading,
  options: { askedAt: Date; intervalMs: number },
): PullDecision {
  const { askedAt, intervalMs } = options;
  if (
    (row.github_updated_at && reading.updatedAt < row.github_updated_at) ||
    (row.read_at && askedAt < row.read_at) ||
    (row.state === 'merged' && reading.state !== 'merged')
  ) {
    return { kind: 'stale' };
  }
  const { details } = reading;
  const seen = {
    global_id: reading.globalId,
    number: reading.number,
    url: reading.url,
    title: reading.title,
    state: reading.state,
    is_draft: reading.isDraft,
    head_ref: reading.headRef,
    merge_commit: reading.mergeCommit ?? row.merge_commit,
    checks: details?.checks ?? row.checks,
    review_decision: details?.reviewDecision ?? row.review_decision,
    additions: details?.additions ?? row.additions,
    deletions: details?.deletions ?? row.deletions,
    changed_files: details?.changedFiles ?? row.changed_files,
    head_sha: details?.headSha ?? row.head_sha,
    mergeable: details?.mergeable ?? row.mergeable,
    workflows_waiting: details?.workflowsWaiting ?? row.workflows_waiting,
    requested_reviewers: details?.requestedReviewers ?? row.requested_reviewers,
    reviews: details?.reviews ?? row.reviews,
  };
  const final = reading.state === 'merged' || reading.state === 'closed';
  const nextLookMs = details ? intervalMs : DETAILS_AFTER_MS;
  return {
    kind: 'apply',
    patch: {
      ...seen,
      merged_at: reading.mergedAt ?? row.merged_at,
      github_updated_at: reading.updatedAt,
      read_at: askedAt,
      next_look_at: final ? null : later(askedAt, nextLookMs),
    },
    visible: (Object.keys(seen) as (keyof typeof seen)[]).some(
      column => !isDeepStrictEqual(seen[column], row[column]),
    ),
    story: tell(row, reading),
  };
}

/** When a pull request that GitHub does not find is looked for again. */
export function decideMissingPull(
  row: Pick<PullRequestRow, 'state'>,
  options: { askedAt: Date; intervalMs: number; settledAt: Date | null },
): { nextLookAt: Date; giveUp: boolean } {
  const { askedAt, intervalMs, settledAt } = options;
  if (row.state) {
    return { nextLookAt: later(askedAt, intervalMs * 10), giveUp: false };
  }
  const giveUp =
    settledAt !== null && settledAt < later(askedAt, -GIVE_UP_AFTER_MS);
  return {
    nextLookAt: later(askedAt, giveUp ? GIVEN_UP_RETRY_MS : MISSING_RETRY_MS),
    giveUp,
  };
}

function tell(row: PullRequestRow, reading: PullReading): JsonObject[] {
  const { number, url, title, state, details } = reading;
  const story: JsonObject[] = [];
  const event = (name: string, data: JsonObject = {}) =>
    story.push({ event: name, number, url, ...data });
  if (!row.state) {
    event('opened', { title, state });
  } else if (row.state !== state && !['merged', 'closed'].includes(state)) {
    if (row.state === 'closed') {
      event('reopened', { state });
    } else {
      event(state === 'open' ? 'ready' : 'converted-to-draft', { state });
    }
  }
  if (
    details &&
    details.checks !== row.checks &&
    // every push makes them pending: that is not worth a line
    (details.checks === 'success' || details.checks === 'failure')
  ) {
    event('checks', { checks: details.checks });
  }
  if (
    details &&
    details.reviewDecision !== (row.review_decision ?? 'none') &&
    (row.review_decision || details.reviewDecision !== 'review-required')
  ) {
    event('review', { reviewDecision: details.reviewDecision });
  }
  if (row.state !== state) {
    if (state === 'merged') {
      event('merged', {
        state,
        ...(reading.mergeCommit && { mergeCommit: reading.mergeCommit }),
      });
    } else if (state === 'closed') {
      event('closed', { state });
    }
  }
  return story;
}

function later(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}
