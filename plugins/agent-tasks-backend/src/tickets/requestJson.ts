import { ServiceUnavailableError } from '@backstage/errors';

/** What a ticket system answered. */
export type JsonAnswer = { status: number; headers: Headers; body: unknown };

/**
 * Asks a ticket system for JSON. A redirect is an answer, not followed: behind
 * it is a login page.
 *
 * @throws ServiceUnavailableError where there is no answer in time; never with
 *   the credentials in it
 */
export async function requestJson(
  url: URL,
  options: { system: string; authorization: string; signal: AbortSignal },
): Promise<JsonAnswer> {
  const { system, authorization, signal } = options;
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { accept: 'application/json', authorization },
      redirect: 'manual',
      signal,
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: parse(text),
    };
  } catch {
    throw new ServiceUnavailableError(
      signal.aborted
        ? `${system} did not answer in time`
        : `${system} cannot be reached`,
    );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The address of a resource below a base that may have a path of its own. */
export function below(baseUrl: string, path: string): URL {
  return new URL(`${baseUrl.replace(/\/+$/, '')}${path}`);
}
