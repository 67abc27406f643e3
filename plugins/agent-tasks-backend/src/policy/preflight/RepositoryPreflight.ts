import { stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { listIdentityStates } from '../../database/operations/identities/listIdentityStates';
import { GitHubError } from '../../github/GitHubError';
import {
  readRepository,
  RepositoryQuery,
  RepositoryReading,
} from '../../github/readRepository';
import type { GitHubClients } from '../../identities/GitHubClients';

/** Of a look; policy has ten seconds for all of a check. */
const TIMEOUT_MS = 5_000;
/** Until GitHub is asked again that did not answer. */
const FAILURE_MS = 10_000;
const MOST_REPOSITORIES = 10_000;

/** A repository as policy asks about it, and who may look. */
export type PreflightQuestion = RepositoryQuery & {
  host: string;
  /** Ids of the identities that reach it, in the order of preference. */
  identities: string[];
};

/** What GitHub said; `unanswered` says why it said nothing. */
export type PreflightAnswer =
  | { repository: RepositoryReading | undefined; unanswered?: undefined }
  | { unanswered: string };

/**
 * Looks at a repository before an agent is sent there, and remembers what it
 * saw for some minutes: GitHub's answers cost time and budget, and a rollout
 * previews many targets at once.
 *
 * Not promised: that what was seen still holds. GitHub has the last word when
 * the task is created.
 */
export class RepositoryPreflight {
  static create(options: {
    clients: Pick<GitHubClients, 'get'>;
    knex: Knex;
    logger: LoggerService;
    cacheMs: number;
  }): RepositoryPreflight {
    return new RepositoryPreflight(options);
  }

  private readonly remembered: LRUCache<
    string,
    PreflightAnswer,
    PreflightQuestion
  >;

  private constructor(
    private readonly options: {
      clients: Pick<GitHubClients, 'get'>;
      knex: Knex;
      logger: LoggerService;
      cacheMs: number;
    },
  ) {
    this.remembered = new LRUCache<string, PreflightAnswer, PreflightQuestion>({
      max: MOST_REPOSITORIES,
      ttl: options.cacheMs,
      fetchMethod: async (_key, _stale, { context, options: entry }) => {
        const answer = await this.look(context);
        if (answer.unanswered !== undefined) {
          entry.ttl = Math.min(FAILURE_MS, options.cacheMs);
        }
        return answer;
      },
    });
  }

  /**
   * Never throws for what GitHub does.
   *
   * @param options - with `fresh` GitHub is asked, whatever is remembered.
   */
  async ask(
    question: PreflightQuestion,
    options: { fresh?: boolean } = {},
  ): Promise<PreflightAnswer> {
    const { host, owner, name, baseRef, customAgent } = question;
    const key = JSON.stringify([
      `${host}/${owner}/${name}`.toLowerCase(),
      baseRef,
      customAgent,
    ]);
    return (
      (await this.remembered.fetch(key, {
        context: question,
        forceRefresh: options.fresh,
      })) ?? {
        unanswered: 'GitHub could not be asked',
      }
    );
  }

  private async look(question: PreflightQuestion): Promise<PreflightAnswer> {
    const { clients, knex, logger } = this.options;
    const { identities, ...query } = question;
    const states = new Map(
      (await listIdentityStates(knex, identities)).map(state => [
        state.identity_id,
        state,
      ]),
    );
    const reader = identities.find(id => {
      const state = states.get(id);
      return !state?.paused && !state?.quarantined;
    });
    if (reader === undefined) {
      return { unanswered: 'No identity may ask GitHub at the moment' };
    }
    try {
      return {
        repository: await readRepository(clients.get(reader), query, {
          timeoutMs: TIMEOUT_MS,
        }),
      };
    } catch (error) {
      if (!(error instanceof GitHubError)) {
        throw error;
      }
      logger.warn(
        `${query.owner}/${query.name} could not be looked at: ${stringifyError(
          error,
        )}`,
      );
      return { unanswered: error.message };
    }
  }
}
