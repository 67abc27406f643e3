import type { AppIdentityConfig } from '../config/AgentTasksConfig';
import { readFailure } from './readFailure';

/** A new pair of tokens; lifetimes are missing where tokens of the App do not end. */
export type UserTokens = {
  accessToken: string;
  refreshToken: string;
  accessSeconds?: number;
  refreshSeconds?: number;
};

/** What came back from the attempt to refresh. */
export type RefreshAnswer =
  | { kind: 'refreshed'; tokens: UserTokens }
  /** GitHub's error code, e.g. `bad_refresh_token`: nothing was used up. */
  | { kind: 'refused'; error: string }
  /** GitHub certainly did nothing: a limit, or no connection. */
  | { kind: 'not-done'; message: string }
  /** The refresh token may be used up: no readable answer came. */
  | { kind: 'unknown'; message: string };

const MOST_BYTES = 65_536;

/**
 * Trades a refresh token for a new pair: one request, never repeated here. Never
 * throws, and no answer holds more of GitHub's words than its error code, for
 * the body is made of secrets.
 */
export async function refreshUserToken(
  app: AppIdentityConfig,
  refreshToken: string,
  options: { timeoutMs: number },
): Promise<RefreshAnswer> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(app.tokenUrl, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'user-agent': 'backstage-agent-tasks',
      },
      body: new URLSearchParams({
        client_id: app.clientId,
        client_secret: app.clientSecret,
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
      }),
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    body = (await response.text()).slice(0, MOST_BYTES);
  } catch (error) {
    return readNetworkError(error);
  }
  return readAnswer(response.status, body);
}

function readAnswer(status: number, body: string): RefreshAnswer {
  const answer = readObject(body);
  // GitHub refuses with a status of 200, proxies and others with 400
  if (typeof answer?.error === 'string' && status < 500) {
    return { kind: 'refused', error: answer.error.slice(0, 100) };
  }
  const { access_token: accessToken, refresh_token: refreshToken } =
    answer ?? {};
  if (
    status === 200 &&
    typeof accessToken === 'string' &&
    typeof refreshToken === 'string'
  ) {
    return {
      kind: 'refreshed',
      tokens: {
        accessToken,
        refreshToken,
        accessSeconds: readSeconds(answer?.expires_in),
        refreshSeconds: readSeconds(answer?.refresh_token_expires_in),
      },
    };
  }
  const message = `GitHub answered with status ${status} when the token was refreshed`;
  return status >= 300 && status < 500 && status !== 408
    ? { kind: 'not-done', message }
    : { kind: 'unknown', message };
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}

/** GitHub has written lifetimes as numbers and as texts. */
function readSeconds(value: unknown): number | undefined {
  const seconds = Number(value);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}

function readNetworkError(error: unknown): RefreshAnswer {
  const failure = readFailure(error, error, 0);
  return {
    kind: failure.failure.kind === 'not-sent' ? 'not-done' : 'unknown',
    message: failure.message,
  };
}
