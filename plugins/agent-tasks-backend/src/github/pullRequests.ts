import type { GitHubClient, GitHubRequestOptions } from './GitHubClient';
import { GitHubError } from './GitHubError';
import {
  FoundPull,
  mapPullRequestNode,
  mapRestPullRequest,
  PullReading,
  PullRequestNode,
} from './mapPullRequest';

/** GitHub takes up to 100 ids in `nodes`. */
export const PULL_REQUESTS_PER_QUERY = 100;

/** Reads pull requests by their node ids. */
export const PULL_REQUESTS_QUERY = `query AgentTaskPullRequests($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on PullRequest {
      id
      number
      url
      title
      state
      isDraft
      headRefName
      updatedAt
      mergedAt
      mergeCommit { oid }
      additions
      deletions
      changedFiles
      reviewDecision
      statusCheckRollup { state }
      headRefOid
      mergeable
      headRef {
        target {
          ... on Commit {
            checkSuites(first: 10) { nodes { conclusion } }
          }
        }
      }
      reviewRequests(first: 20) {
        nodes {
          requestedReviewer {
            ... on User { login }
            ... on Team { combinedSlug }
          }
        }
      }
      latestReviews(first: 20) {
        nodes {
          author { login }
          state
          commit { oid }
        }
      }
    }
  }
}`;

/**
 * Reads up to 100 pull requests in one query. GitHub counts three lists in each:
 * a full query costs three points.
 *
 * @returns in the order of the ids; undefined for what GitHub does not find, or
 *   not yet. A node may come back under another form of its id.
 */
export async function readPullRequests(
  client: GitHubClient,
  globalIds: string[],
  options: GitHubRequestOptions = {},
): Promise<(PullReading | undefined)[]> {
  const { data } = await client.graphql(
    PULL_REQUESTS_QUERY,
    { ids: globalIds },
    { token: 'pull-request', ...options },
  );
  const nodes = (data as { nodes?: unknown } | undefined)?.nodes;
  if (!Array.isArray(nodes)) {
    throw new GitHubError({
      kind: 'no-answer',
      timedOut: false,
      message: 'GitHub answered something that is not a list of nodes',
    });
  }
  return nodes.map((node: (PullRequestNode & { __typename: string }) | null) =>
    node?.__typename === 'PullRequest' ? mapPullRequestNode(node) : undefined,
  );
}

/**
 * Finds the pull requests of a branch, in any state, latest first: for tasks
 * whose artifacts name none, and for ids that GraphQL does not find.
 */
export async function findPullRequests(
  client: GitHubClient,
  branch: { owner: string; name: string; headRef: string },
  options: GitHubRequestOptions = {},
): Promise<FoundPull[]> {
  const { data } = await client.request(
    'GET /repos/{owner}/{repo}/pulls',
    {
      owner: branch.owner,
      repo: branch.name,
      head: `${branch.owner}:${branch.headRef}`,
      state: 'all',
      sort: 'created',
      direction: 'desc',
      per_page: 10,
    },
    { token: 'pull-request', ...options },
  );
  return Array.isArray(data) ? data.map(mapRestPullRequest) : [];
}
