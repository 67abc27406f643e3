import type { GitHubClient, GitHubRequestOptions } from './GitHubClient';
import { GitHubError } from './GitHubError';

/**
 * The login of a user's id.
 *
 * @returns undefined where GitHub does not tell: the account is gone, or not
 * shown to the token's user.
 */
export async function getUserLogin(
  client: GitHubClient,
  userId: string,
  options?: GitHubRequestOptions,
): Promise<string | undefined> {
  try {
    const { data } = await client.request(
      'GET /user/{account_id}',
      { account_id: userId },
      options,
    );
    const { login } = (data ?? {}) as { login?: unknown };
    return typeof login === 'string' ? login : undefined;
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}
