import { RequestError } from '@octokit/request-error';
import { GitHubError } from './GitHubError';
import { plainText } from './plainText';

// codes of Node's net and tls modules, and of undici, that come before the
// first byte of the request could leave
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Words of GitHub's secondary limits, which come without a header at times. */
const limitWords = /rate limit|abuse detection|submitted too quickly/i;

type Headers = Record<string, string | number | undefined>;

/**
 * What an error of Octokit means.
 *
 * @param error - thrown by Octokit
 * @param networkError - what `fetch` itself threw, which Octokit replaces with
 *   a status of 500
 * @param now - milliseconds since the epoch, for `retry-after`
 */
export function readFailure(
  error: unknown,
  networkError: unknown,
  now: number,
): GitHubError {
  if (networkError === undefined && error instanceof RequestError) {
    const { response } = error;
    if (response) {
      return answered(error.status, response.headers, response.data, now);
    }
  }
  const cause = networkError ?? error;
  const code = findCode(cause);
  if (code && notSentCodes.has(code)) {
    return new GitHubError({
      kind: 'not-sent',
      message: `No connection to GitHub: ${code}`,
    });
  }
  const timedOut = errorName(cause) === 'TimeoutError';
  return new GitHubError({
    kind: 'no-answer',
    timedOut,
    message: timedOut
      ? 'GitHub did not answer in time'
      : `The connection to GitHub broke: ${code ?? errorName(cause)}`,
  });
}

function answered(
  status: number,
  headers: Headers,
  data: unknown,
  now: number,
): GitHubError {
  const body: { message?: unknown; code?: unknown; errors?: unknown } =
    typeof data === 'object' && data !== null ? data : {};
  const message =
    typeof body.message === 'string'
      ? body.message
      : `GitHub answered with status ${status}`;
  const errors = (Array.isArray(body.errors) ? body.errors : []).map(
    readFieldError,
  );
  const rateLimited =
    status === 429 ||
    (status === 403 &&
      (headers['retry-after'] !== undefined ||
        Number(headers['x-ratelimit-remaining'] ?? 1) === 0 ||
        limitWords.test(message)));
  return new GitHubError({
    kind: 'answered',
    status,
    message: plainText(withErrors(message, errors)),
    code: typeof body.code === 'string' ? body.code : undefined,
    errors,
    rateLimited,
    retryAt: readRetryAt(headers, now),
    acceptedPermissions: text(headers['x-accepted-github-permissions']),
    singleSignOn: text(headers['x-github-sso']),
  });
}

function readFieldError(error: unknown) {
  const fields: Record<string, unknown> =
    typeof error === 'object' && error !== null
      ? { ...error }
      : { message: error };
  return {
    code: text(fields.code),
    field: text(fields.field),
    message: text(fields.message),
  };
}

function withErrors(
  message: string,
  errors: { field?: string; code?: string; message?: string }[],
) {
  const details = errors
    .map(({ field, code, message: words }) =>
      [field, words ?? code].filter(Boolean).join(': '),
    )
    .filter(Boolean);
  return details.length ? `${message} (${details.join('; ')})` : message;
}

/** `retry-after` in seconds, else the reset of a limit that is used up. */
function readRetryAt(headers: Headers, now: number): number | undefined {
  const retryAfter = Number(headers['retry-after']);
  if (Number.isFinite(retryAfter)) {
    return now + retryAfter * 1000;
  }
  const reset = Number(headers['x-ratelimit-reset']);
  if (Number(headers['x-ratelimit-remaining']) === 0 && reset > 0) {
    return reset * 1000;
  }
  return undefined;
}

function findCode(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause && depth < 5; depth++) {
    const { code, errors } = cause as { code?: unknown; errors?: unknown[] };
    if (typeof code === 'string') {
      return code;
    }
    // one error for each address that was tried
    cause = (cause as Error).cause ?? errors?.[0];
  }
  return undefined;
}

function errorName(error: unknown): string {
  return error instanceof Error || error instanceof DOMException
    ? error.name
    : 'Error';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}
