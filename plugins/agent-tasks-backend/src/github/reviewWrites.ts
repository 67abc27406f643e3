import type { GitHubClient, GitHubRequestOptions } from './GitHubClient';
import { GitHubError } from './GitHubError';

/** A pull request that is written to. */
export type PullAddress = { owner: string; name: string; number: number };

/** Comments that are looked through for one of ours, 100 a page. */
const MOST_PAGES = 10;

const READY_MUTATION = `mutation MarkReady($id: ID!) {
  markPullRequestReadyForReview(input: { pullRequestId: $id }) {
    pullRequest { isDraft }
  }
}`;

const DRAFT_MUTATION = `mutation MakeDraft($id: ID!) {
  convertPullRequestToDraft(input: { pullRequestId: $id }) {
    pullRequest { isDraft }
  }
}`;

const REVERT_MUTATION = `mutation Revert($id: ID!, $body: String!) {
  revertPullRequest(input: { pullRequestId: $id, body: $body }) {
    revertPullRequest { url }
  }
}`;

/** Turns a draft into a pull request to be reviewed; one that is, stays one. */
export async function markReady(
  client: GitHubClient,
  globalId: string,
  options: GitHubRequestOptions,
): Promise<void> {
  await mutate(client, READY_MUTATION, { id: globalId }, options);
}

/** Turns a pull request into a draft; one that is, stays one. */
export async function makeDraft(
  client: GitHubClient,
  globalId: string,
  options: GitHubRequestOptions,
): Promise<void> {
  await mutate(client, DRAFT_MUTATION, { id: globalId }, options);
}

/**
 * Opens a pull request that takes a merged one back.
 *
 * @returns its address
 * @throws GitHubError of status 422 where it cannot be reverted
 */
export async function openRevert(
  client: GitHubClient,
  globalId: string,
  body: string,
  options: GitHubRequestOptions,
): Promise<string | undefined> {
  const data = (await mutate(
    client,
    REVERT_MUTATION,
    { id: globalId, body },
    options,
  )) as { revertPullRequest?: { revertPullRequest?: { url?: string } } };
  return data.revertPullRequest?.revertPullRequest?.url;
}

/** @returns the address of the revert that GitHub has opened for a pull request. */
export async function findRevert(
  client: GitHubClient,
  { owner, name, number }: PullAddress,
  headRef: string,
  options: GitHubRequestOptions,
): Promise<string | undefined> {
  const { data } = await client.request(
    'GET /repos/{owner}/{repo}/pulls',
    {
      owner,
      repo: name,
      state: 'all',
      head: `${owner}:revert-${number}-${headRef}`,
    },
    { token: 'pull-request', ...options },
  );
  const pulls = Array.isArray(data) ? (data as { html_url?: string }[]) : [];
  return pulls[0]?.html_url;
}

async function mutate(
  client: GitHubClient,
  mutation: string,
  variables: Record<string, string>,
  options: GitHubRequestOptions,
): Promise<unknown> {
  const { data, errors } = await client.graphql(mutation, variables, {
    token: 'pull-request',
    ...options,
  });
  if (errors.length) {
    throw new GitHubError({
      kind: 'answered',
      // what GraphQL calls FORBIDDEN and NOT_FOUND it answers with a 200
      status: errors.some(({ type }) => type === 'FORBIDDEN') ? 403 : 422,
      message: errors.map(({ message }) => message).join('; '),
      errors: [],
      rateLimited: errors.some(({ type }) => type === 'RATE_LIMITED'),
    });
  }
  return data;
}

/**
 * Asks for reviews; who is asked already stays asked.
 *
 * @param options.teams - as `organization/team`
 * @throws GitHubError of status 422 where somebody has no access, and then for
 *   nobody
 */
export async function requestReviewers(
  client: GitHubClient,
  pull: PullAddress,
  { people, teams }: { people: string[]; teams: string[] },
  options: GitHubRequestOptions,
): Promise<void> {
  await client.request(
    'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
    {
      ...numbered(pull),
      reviewers: people,
      team_reviewers: teams.map(team => team.slice(team.indexOf('/') + 1)),
    },
    { token: 'pull-request', ...options },
  );
}

/** Adds labels; those that it has, and others, stay. */
export async function addLabels(
  client: GitHubClient,
  { owner, name, number }: PullAddress,
  labels: string[],
  options: GitHubRequestOptions,
): Promise<void> {
  await client.request(
    'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
    { owner, repo: name, issue_number: number, labels },
    { token: 'pull-request', ...options },
  );
}

/** @returns GitHub's date of the first comment with this text in it. */
export async function findComment(
  client: GitHubClient,
  { owner, name, number }: PullAddress,
  text: string,
  options: GitHubRequestOptions,
): Promise<Date | undefined> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { data } = await client.request(
      'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
      { owner, repo: name, issue_number: number, per_page: 100, page },
      { token: 'pull-request', ...options },
    );
    const comments = Array.isArray(data) ? (data as Commented[]) : [];
    const found = comments.find(({ body }) => body?.includes(text));
    if (found) {
      return dateOf(found);
    }
    if (comments.length < 100) {
      return undefined;
    }
  }
  return undefined;
}

/**
 * Writes a comment: one POST, never repeated.
 *
 * @returns GitHub's date of it
 */
export async function addComment(
  client: GitHubClient,
  { owner, name, number }: PullAddress,
  body: string,
  options: GitHubRequestOptions,
): Promise<Date> {
  const { data } = await client.request(
    'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    { owner, repo: name, issue_number: number, body },
    { token: 'pull-request', ...options },
  );
  return dateOf(data as Commented);
}

function numbered({ owner, name, number }: PullAddress) {
  return { owner, repo: name, pull_number: number };
}

/** Closes a pull request without a merge; one that is closed stays closed. */
export async function closePull(
  client: GitHubClient,
  pull: PullAddress,
  options: GitHubRequestOptions,
): Promise<void> {
  await client.request(
    'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
    { ...numbered(pull), state: 'closed' },
    { token: 'pull-request', ...options },
  );
}

type Commented = { body?: string; created_at?: string };

function dateOf({ created_at: at }: Commented): Date {
  return at === undefined ? new Date() : new Date(at);
}
