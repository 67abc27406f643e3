import type { LoggerService } from '@backstage/backend-plugin-api';
import { Octokit } from '@octokit/rest';
import { CredentialsError } from '../identities/CredentialsError';
import type { IdentityCredentials } from '../identities/IdentityCredentials';
import type { Identity } from '../identities/IdentityRegistry';
import { GitHubError } from './GitHubError';
import { AnswerFacts, readAnswerFacts } from './readAnswerFacts';
import { readFailure } from './readFailure';

/** GitHub's version of the REST API that this room speaks. */
export const GITHUB_API_VERSION = '2026-03-10';

const DEFAULT_TIMEOUT_MS = 20_000;

/** How a request is made. */
export type GitHubRequestOptions = {
  /** Of the whole exchange, body included. 20 s unless given. */
  timeoutMs?: number;
  signal?: AbortSignal;
  /**
   * Of `performance.now()`: a request that has not left by then, because the
   * process was frozen or busy, is not sent.
   */
  sendBefore?: number;
  headers?: Record<string, string>;
  /** `pull-request` for the second token, where one is configured. */
  token?: 'launch' | 'pull-request';
};

/** A successful answer. */
export type GitHubAnswer = {
  status: number;
  headers: Record<string, string | number | undefined>;
  data: unknown;
};

/**
 * Speaks to GitHub for one identity. One call is one request: nothing is
 * retried here, only a GET follows a redirect, and what an answer says about
 * limits and expiry is handed to `onAnswer`.
 *
 * Operations are functions beside this file (`createTask.ts`, …) that take a
 * client and answer in our own words; nothing else reads GitHub's JSON.
 */
export class GitHubClient {
  static create(options: {
    identity: Identity;
    credentials: IdentityCredentials;
    logger: LoggerService;
    /** Told after every answer, successful or not. Must not throw. */
    onAnswer?: (facts: AnswerFacts) => void;
  }): GitHubClient {
    const { identity, credentials, logger, onAnswer } = options;
    const octokit = new Octokit({
      baseUrl: identity.config.apiBaseUrl,
      userAgent: 'backstage-agent-tasks',
      // a failed request is the caller's to judge and to log
      log: {
        debug: message => logger.debug(message),
        info: message => logger.debug(message),
        warn: message => logger.warn(message),
        error: message => logger.debug(message),
      },
    });
    return new GitHubClient(identity, octokit, credentials, onAnswer);
  }

  private constructor(
    readonly identity: Identity,
    private readonly octokit: Octokit,
    private readonly credentials: IdentityCredentials,
    private readonly onAnswer?: (facts: AnswerFacts) => void,
  ) {}

  /** Asks as somebody else, whose limits and expiry are not the identity's. */
  withToken(token: string): GitHubClient {
    return new GitHubClient(this.identity, this.octokit, {
      token: async () => token,
    });
  }

  /**
   * Sends one request.
   *
   * @param route - e.g. `GET /agents/repos/{owner}/{repo}/tasks`
   * @returns the answer of a 2xx, or of a 304 to `if-none-match`
   * @throws GitHubError for everything else
   */
  async request(
    route: string,
    parameters: Record<string, unknown> = {},
    options: GitHubRequestOptions = {},
  ): Promise<GitHubAnswer> {
    // a POST that is redirected would arrive as a GET elsewhere
    const redirect = route.startsWith('GET ') ? 'follow' : 'manual';
    const points = route.startsWith('GET ') ? 1 : 5;
    return await this.send(options, points, (octokit, request, headers) =>
      octokit.request(route, {
        ...parameters,
        headers,
        request: { ...request, redirect },
      }),
    );
  }

  /**
   * Sends one GraphQL query.
   *
   * @returns `data`; `errors` where GitHub answered part of it
   * @throws GitHubError where nothing was answered
   */
  async graphql(
    query: string,
    variables: Record<string, unknown> = {},
    options: GitHubRequestOptions = {},
  ): Promise<{
    data: unknown;
    errors: { message: string; path?: string[]; type?: string }[];
  }> {
    const url = graphqlUrl(this.identity.config.apiBaseUrl);
    const answer = await this.send(options, 0, (octokit, request, headers) =>
      octokit.request(`POST ${url}`, { query, variables, headers, request }),
    );
    const body = answer.data as {
      data?: unknown;
      errors?: { message: string; path?: string[]; type?: string }[];
    };
    const errors = body.errors ?? [];
    if (!body.data && errors.length) {
      throw new GitHubError({
        kind: 'answered',
        status: answer.status,
        message: errors.map(error => error.message).join('; '),
        errors: [],
        rateLimited: errors.some(error => error.type === 'RATE_LIMITED'),
      });
    }
    return { data: body.data, errors };
  }

  private async send(
    options: GitHubRequestOptions,
    points: number,
    call: (
      octokit: Octokit,
      request: object,
      headers: Record<string, string>,
    ) => Promise<GitHubAnswer>,
  ): Promise<GitHubAnswer> {
    const kind = options.token ?? 'launch';
    const token = await this.token(kind);
    const timeout = AbortSignal.timeout(
      options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    );
    let networkError: unknown;
    let refusal: GitHubError | undefined;
    try {
      const answer = await call(
        this.octokit,
        {
          retries: 0,
          signal: options.signal
            ? AbortSignal.any([options.signal, timeout])
            : timeout,
          // Octokit turns what fetch throws into a status of 500
          fetch: async (url: string, init: RequestInit) => {
            if (performance.now() > (options.sendBefore ?? Infinity)) {
              refusal = new GitHubError({
                kind: 'not-sent',
                withheld: true,
                message: 'It was too late to send the request',
              });
              throw refusal;
            }
            try {
              return await fetch(url, init);
            } catch (error) {
              networkError = error;
              throw error;
            }
          },
        },
        {
          ...options.headers,
          authorization: `Bearer ${token}`,
          'x-github-api-version': GITHUB_API_VERSION,
        },
      );
      this.tell(kind, points, answer.status, answer.headers);
      if (answer.status >= 300) {
        throw new GitHubError({
          kind: 'answered',
          status: answer.status,
          message: 'The repository was renamed or moved',
          errors: [],
          rateLimited: false,
        });
      }
      return answer;
    } catch (error) {
      if (error instanceof GitHubError) {
        throw error;
      }
      if (refusal) {
        throw refusal;
      }
      const { status, response } = error as {
        status?: number;
        response?: { headers: GitHubAnswer['headers'] };
      };
      if (response && status) {
        this.tell(kind, points, status, response.headers);
      }
      const failure = readFailure(error, networkError, Date.now());
      if (
        failure.status === 401 &&
        (await this.credentials.isReplaced?.(kind, token))
      ) {
        throw withheld(
          'The token was replaced while the request was under way; it is made again with the new one',
        );
      }
      throw failure;
    }
  }

  private async token(kind: AnswerFacts['token']): Promise<string> {
    try {
      return await this.credentials.token(kind);
    } catch (error) {
      if (error instanceof CredentialsError) {
        throw withheld(error.message);
      }
      throw error;
    }
  }

  private tell(
    token: AnswerFacts['token'],
    points: number,
    status: number,
    headers: GitHubAnswer['headers'],
  ) {
    this.onAnswer?.(
      readAnswerFacts({
        identityId: this.identity.id,
        token,
        points,
        status,
        headers,
        now: new Date(),
      }),
    );
  }
}

/** A request that did nothing, for which GitHub is not to blame. */
function withheld(message: string): GitHubError {
  return new GitHubError({ kind: 'not-sent', withheld: true, message });
}

/** GitHub Enterprise serves GraphQL beside `/api/v3`, github.com below its root. */
function graphqlUrl(apiBaseUrl: string): string {
  const base = apiBaseUrl.replace(/\/+$/, '');
  return /\/api\/v3$/.test(base)
    ? base.replace(/\/v3$/, '/graphql')
    : `${base}/graphql`;
}
