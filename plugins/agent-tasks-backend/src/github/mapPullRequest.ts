import type { PullState } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { paths } from '@octokit/openapi-types';
import type { PullRequestRow, PullReview } from '../database/rows';
import { plainText } from './plainText';
import { webUrl } from './webUrl';

/** A pull request as GitHub answered it, in our words. */
export type PullReading = {
  globalId: string;
  number: number;
  /** Empty where GitHub gave none that leads anywhere. */
  url: string;
  title: string;
  state: PullState;
  isDraft: boolean;
  headRef: string;
  updatedAt: Date;
  mergedAt?: Date;
  mergeCommit?: string;
  /** What only GraphQL answers; undefined after a search by branch. */
  details?: {
    checks: NonNullable<PullRequestRow['checks']>;
    reviewDecision: NonNullable<PullRequestRow['review_decision']>;
    additions: number;
    deletions: number;
    changedFiles: number;
    headSha: string;
    mergeable: NonNullable<PullRequestRow['mergeable']>;
    /** Workflows wait for a person's "Approve and run". */
    workflowsWaiting: boolean;
    /** Logins, and teams as `organization/team`. */
    requestedReviewers: string[];
    reviews: PullReview[];
  };
};

/** A pull request that a search by branch has found. */
export type FoundPull = PullReading & { databaseId: string };

/** A node of `PULL_REQUESTS_QUERY`. */
export type PullRequestNode = {
  id: string;
  number: number;
  url: string;
  title: string;
  state: string;
  isDraft: boolean;
  headRefName: string;
  updatedAt: string;
  mergedAt?: string | null;
  mergeCommit?: { oid: string } | null;
  additions: number;
  deletions: number;
  changedFiles: number;
  reviewDecision?: string | null;
  statusCheckRollup?: { state: string } | null;
  headRefOid: string;
  mergeable: string;
  headRef?: {
    target?: {
      checkSuites?: {
        nodes?: ({ conclusion?: string | null } | null)[];
      } | null;
    } | null;
  } | null;
  reviewRequests?: {
    nodes?: ({
      requestedReviewer?: { login?: string; combinedSlug?: string } | null;
    } | null)[];
  } | null;
  latestReviews?: {
    nodes?: ({
      author?: { login: string } | null;
      state: string;
      commit?: { oid: string } | null;
    } | null)[];
  } | null;
};

type RestPull =
  paths['/repos/{owner}/{repo}/pulls']['get']['responses']['200']['content']['application/json'][number];

/** GitHub's `StatusState`. */
export const checksOfStatus: Record<
  string,
  NonNullable<PullRequestRow['checks']>
> = {
  SUCCESS: 'success',
  PENDING: 'pending',
  EXPECTED: 'pending',
  FAILURE: 'failure',
  ERROR: 'failure',
};

/** GitHub's `PullRequestReviewDecision`. */
export const decisionOfReview: Record<
  string,
  NonNullable<PullRequestRow['review_decision']>
> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  REVIEW_REQUIRED: 'review-required',
};

/** GitHub's `PullRequestReviewState`; one that was not handed in is none. */
const stateOfReview: Record<string, PullReview['state']> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
};

/** GitHub's `MergeableState`. */
const mergeableOf: Record<string, NonNullable<PullRequestRow['mergeable']>> = {
  MERGEABLE: 'mergeable',
  CONFLICTING: 'conflicting',
};

/** Reads a pull request of GitHub's GraphQL API. */
export function mapPullRequestNode(node: PullRequestNode): PullReading {
  const { statusCheckRollup, reviewDecision } = node;
  return {
    globalId: node.id,
    number: node.number,
    url: webUrl(node.url) ?? '',
    title: plainText(node.title),
    state: pullState(
      node.state === 'MERGED',
      node.state === 'CLOSED',
      node.isDraft,
    ),
    isDraft: node.isDraft,
    headRef: node.headRefName,
    updatedAt: new Date(node.updatedAt),
    ...(node.mergedAt && { mergedAt: new Date(node.mergedAt) }),
    ...(node.mergeCommit && { mergeCommit: node.mergeCommit.oid }),
    details: {
      checks: checksOfStatus[statusCheckRollup?.state ?? ''] ?? 'none',
      reviewDecision: decisionOfReview[reviewDecision ?? ''] ?? 'none',
      additions: node.additions,
      deletions: node.deletions,
      changedFiles: node.changedFiles,
      headSha: node.headRefOid,
      mergeable: mergeableOf[node.mergeable] ?? 'unknown',
      workflowsWaiting: (node.headRef?.target?.checkSuites?.nodes ?? []).some(
        suite => suite?.conclusion === 'ACTION_REQUIRED',
      ),
      requestedReviewers: (node.reviewRequests?.nodes ?? [])
        .flatMap(request => {
          const reviewer = request?.requestedReviewer;
          return reviewer?.combinedSlug ?? reviewer?.login ?? [];
        })
        .sort(),
      reviews: (node.latestReviews?.nodes ?? [])
        .flatMap(review => {
          const state = stateOfReview[review?.state ?? ''];
          return review?.author && state
            ? {
                login: review.author.login,
                state,
                ...(review.commit && { commit: review.commit.oid }),
              }
            : [];
        })
        .sort((a, b) => a.login.localeCompare(b.login)),
    },
  };
}

/** Reads a pull request of GitHub's REST API. */
export function mapRestPullRequest(pull: RestPull): FoundPull {
  const isDraft = pull.draft ?? false;
  return {
    databaseId: String(pull.id),
    globalId: pull.node_id,
    number: pull.number,
    url: webUrl(pull.html_url) ?? '',
    title: plainText(pull.title),
    state: pullState(Boolean(pull.merged_at), pull.state === 'closed', isDraft),
    isDraft,
    headRef: pull.head.ref,
    updatedAt: new Date(pull.updated_at),
    ...(pull.merged_at && { mergedAt: new Date(pull.merged_at) }),
    // before the merge it names a trial merge
    ...(pull.merged_at &&
      pull.merge_commit_sha && { mergeCommit: pull.merge_commit_sha }),
  };
}

function pullState(
  merged: boolean,
  closed: boolean,
  isDraft: boolean,
): PullState {
  if (merged) {
    return 'merged';
  }
  if (closed) {
    return 'closed';
  }
  return isDraft ? 'draft' : 'open';
}
