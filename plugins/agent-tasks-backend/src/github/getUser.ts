import type { GitHubClient, GitHubRequestOptions } from './GitHubClient';
import { GitHubError } from './GitHubError';

/** The user that a client's token belongs to. */
export async function getUser(
  client: GitHubClient,
  options?: GitHubRequestOptions,
): Promise<{ id: string; login: string }> {
  const { data, status } = await client.request('GET /user', {}, options);
  const user = data as { id?: unknown; login?: unknown } | undefined;
  if (typeof user?.id !== 'number' || typeof user.login !== 'string') {
    throw new GitHubError({
      kind: 'no-answer',
      status,
      timedOut: false,
      message: 'GitHub answered something that is not a user',
    });
  }
  return { id: String(user.id), login: user.login };
}
