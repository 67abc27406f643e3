import { GitHubError } from '../state/GitHubError';

const DOCUMENTATION =
  'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';

/** GitHub's refusal of a request over a limit. */
export function limitError(
  kind: 'primary' | 'secondary',
  retryAfter: number,
  caller: { account?: { id: number } },
): GitHubError {
  if (kind === 'primary') {
    const who = caller.account ? `user ID ${caller.account.id}` : '127.0.0.1';
    return new GitHubError(403, `API rate limit exceeded for ${who}.`, {
      documentationUrl: DOCUMENTATION,
      headers: { 'x-ratelimit-remaining': '0' },
    });
  }
  return new GitHubError(
    403,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.',
    {
      documentationUrl: `${DOCUMENTATION}#about-secondary-rate-limits`,
      headers: { 'retry-after': String(retryAfter) },
    },
  );
}
