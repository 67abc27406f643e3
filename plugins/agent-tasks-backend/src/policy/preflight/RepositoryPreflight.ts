import { stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { listIdentityStates } from '../../database/operations/identities/listIdentityStates';
import type { GitHubClient } from '../../github/GitHubClient';
import { GitHubError } from '../../github/GitHubError';
import {
  AgentConfiguration,
  readAgentConfiguration,
} from '../../github/readAgentConfiguration';
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

/** Whose agent's settings are asked for, and who may look. */
export type ConfigurationQuestion = Pick<
  PreflightQuestion,
  'host' | 'owner' | 'name' | 'identities'
>;

/** GitHub said nothing, and why. */
type Unanswered = { unanswered: string };

/** What GitHub said. */
export type PreflightAnswer =
  | { repository: RepositoryReading | undefined; unanswered?: undefined }
  | Unanswered;

/** What GitHub said; no configuration is one that it does not show. */
export type ConfigurationAnswer =
  | { configuration: AgentConfiguration | undefined; unanswered?: undefined }
  | Unanswered;

const NOT_ASKED = { unanswered: 'GitHub could not be asked' };

/** An answer, and when its look began, by the process's own clock. */
type Seen<Answer> = { answer: Answer; lookedAt: number };

type PreflightOptions = {
  clients: Pick<GitHubClients, 'get'>;
  knex: Knex;
  logger: LoggerService;
  cacheMs: number;
};

/**
 * Looks at a repository before an agent is sent there, and remembers what it
 * saw for some minutes: GitHub's answers cost time and budget, and a rollout
 * previews many targets at once.
 *
 * Not promised: that what was seen still holds. GitHub has the last word when
 * the task is created.
 */
export class RepositoryPreflight {
  static create(options: PreflightOptions): RepositoryPreflight {
    return new RepositoryPreflight(options);
  }

  private readonly repositories: LRUCache<
    string,
    Seen<PreflightAnswer>,
    PreflightQuestion
  >;
  private readonly configurations: LRUCache<
    string,
    Seen<ConfigurationAnswer>,
    ConfigurationQuestion
  >;

  private constructor(private readonly options: PreflightOptions) {
    this.repositories = this.remember(question => this.see(question));
    this.configurations = this.remember(question =>
      this.look(question, async (client, timeoutMs) => ({
        configuration: await readAgentConfiguration(client, question, {
          timeoutMs,
        }),
      })),
    );
  }

  /**
   * Never throws for what GitHub does.
   *
   * @param options - `since`: what GitHub said before that time of
   *   `performance.now()` is asked again, for who records what was there. That
   *   it did not answer a moment ago still counts.
   */
  async ask(
    question: PreflightQuestion,
    options: { since?: number } = {},
  ): Promise<PreflightAnswer> {
    const { baseRef, customAgent } = question;
    const key = keyOf(question, baseRef, customAgent);
    const kept = await this.repositories.fetch(key, { context: question });
    if (!kept) {
      return NOT_ASKED;
    }
    const { since = kept.lookedAt } = options;
    if (kept.lookedAt >= since || kept.answer.unanswered !== undefined) {
      return kept.answer;
    }
    const seen = await this.see(question);
    if (!('unanswered' in seen.answer)) {
      this.repositories.set(key, seen);
    }
    return seen.answer;
  }

  /** Never throws for what GitHub does. */
  async askConfiguration(
    question: ConfigurationQuestion,
  ): Promise<ConfigurationAnswer> {
    const kept = await this.configurations.fetch(keyOf(question), {
      context: question,
    });
    return kept?.answer ?? NOT_ASKED;
  }

  private see(question: PreflightQuestion) {
    return this.look(question, async (client, timeoutMs) => ({
      repository: await readRepository(client, question, { timeoutMs }),
    }));
  }

  private remember<Answer extends object, Question extends object>(
    look: (question: Question) => Promise<Seen<Answer | Unanswered>>,
  ): LRUCache<string, Seen<Answer | Unanswered>, Question> {
    const { cacheMs } = this.options;
    return new LRUCache<string, Seen<Answer | Unanswered>, Question>({
      max: MOST_REPOSITORIES,
      ttl: cacheMs,
      fetchMethod: async (_key, _stale, { context, options: entry }) => {
        const seen = await look(context);
        if ('unanswered' in seen.answer) {
          entry.ttl = Math.min(FAILURE_MS, cacheMs);
        }
        return seen;
      },
    });
  }

  private async look<Answer>(
    question: ConfigurationQuestion,
    read: (client: GitHubClient, timeoutMs: number) => Promise<Answer>,
  ): Promise<Seen<Answer | Unanswered>> {
    const lookedAt = performance.now();
    return { answer: await this.answer(question, read), lookedAt };
  }

  private async answer<Answer>(
    question: ConfigurationQuestion,
    read: (client: GitHubClient, timeoutMs: number) => Promise<Answer>,
  ): Promise<Answer | Unanswered> {
    const { clients, knex, logger } = this.options;
    const { identities, owner, name } = question;
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
      return await read(clients.get(reader), TIMEOUT_MS);
    } catch (error) {
      if (!(error instanceof GitHubError)) {
        throw error;
      }
      logger.warn(
        `${owner}/${name} could not be looked at: ${stringifyError(error)}`,
      );
      return { unanswered: error.message };
    }
  }
}

function keyOf(
  { host, owner, name }: ConfigurationQuestion,
  ...more: (string | undefined)[]
): string {
  return JSON.stringify([`${host}/${owner}/${name}`.toLowerCase(), ...more]);
}
