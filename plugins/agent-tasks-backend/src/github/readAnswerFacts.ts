/** What the headers of an answer say about a token. */
export type AnswerFacts = {
  identityId: string;
  token: 'launch' | 'pull-request';
  status: number;
  at: Date;
  /**
   * What the request has cost of the secondary limit of points a minute, which
   * no header tells. 0 for GraphQL, which has a limit of its own.
   */
  points: number;
  /** GitHub's primary limit: requests an hour of the token's user. */
  rate?: { limit: number; remaining: number; resetAt: Date };
  tokenExpiresAt?: Date;
};

/** Reads limits and expiry from the headers of an answer. */
export function readAnswerFacts(answer: {
  identityId: string;
  token: AnswerFacts['token'];
  points: number;
  status: number;
  headers: Record<string, string | number | undefined>;
  now: Date;
}): AnswerFacts {
  const { identityId, token, points, status, headers, now } = answer;
  const limit = Number(headers['x-ratelimit-limit']);
  const remaining = Number(headers['x-ratelimit-remaining']);
  const reset = Number(headers['x-ratelimit-reset']);
  const resource = headers['x-ratelimit-resource'];
  const expiry = readExpiry(headers['github-authentication-token-expiration']);
  return {
    identityId,
    token,
    points,
    status,
    at: now,
    // GraphQL and search have limits of their own
    ...((resource === undefined || resource === 'core') &&
      limit > 0 &&
      Number.isFinite(remaining) &&
      reset > 0 && {
        rate: { limit, remaining, resetAt: new Date(reset * 1000) },
      }),
    ...(expiry && { tokenExpiresAt: expiry }),
  };
}

/** e.g. `2026-12-31 10:00:00 UTC` or `2026-12-31 10:00:00 +0200`. */
function readExpiry(value: string | number | undefined): Date | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const date = new Date(
    value
      .trim()
      .replace(/ UTC$/, 'Z')
      .replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T')
      .replace(/ ([+-]\d{2}):?(\d{2})$/, '$1:$2'),
  );
  return Number.isNaN(date.getTime()) ? undefined : date;
}
