import type {
  AgentTaskDetail,
  AgentTaskPreview,
  AgentTasksApi,
  Campaign,
  CampaignRequest,
  SubmitTaskRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Clock } from './Clock';
import {
  isRefusal,
  isUnauthenticated,
  isUnavailable,
  isUnknownEntity,
  logReasons,
  withReasons,
} from './refusals';

/** First pause before asking again, doubled each time. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/**
 * How long a request that the broker could not answer is repeated. Covers a
 * rolling restart.
 */
const UNAVAILABLE_FOR_MS = 120_000;

export type BrokerSessionOptions = {
  api: AgentTasksApi;
  auth: AuthService;
  /** Who runs the template: every request is made in this name. */
  credentials: BackstageCredentials;
  logger: LoggerService;
  clock: Clock;
  signal?: AbortSignal;
};

/**
 * One step's conversation with the broker, in the name of the person who runs
 * the template.
 *
 * Repeats what is safe to repeat: reads, and submissions, which carry an
 * idempotency key. Does not promise an answer: a broker that stays away for
 * minutes fails the step, and running the step again continues where it was.
 */
export class BrokerSession {
  readonly #options: BrokerSessionOptions;
  #credentials: BackstageCredentials;

  constructor(options: BrokerSessionOptions) {
    this.#options = options;
    this.#credentials = options.credentials;
  }

  /**
   * Submits a task. An entity that the catalog does not know is asked for again
   * until `catalogLagMs` have passed: `catalog:register` returns before the
   * catalog has processed what it registered.
   *
   * @throws `RefusalError` with every reason, which are also in the log
   */
  async submit(
    request: SubmitTaskRequest,
    catalogLagMs: number,
  ): Promise<AgentTaskDetail> {
    const { api, logger } = this.#options;
    return this.#refusing('The agent task', () =>
      this.#repeat(
        options => api.submitTask(request, options),
        [
          {
            when: isUnknownEntity,
            forMs: catalogLagMs,
            tell: () =>
              logger.info(
                `The catalog does not know ${request.entityRef} yet, waiting for it`,
              ),
          },
        ],
      ),
    );
  }

  /**
   * What `submit` would do; nothing is stored.
   *
   * @returns nothing for an entity that does not exist yet
   * @throws `RefusalError` with every reason, which are also in the log
   */
  async preview(
    request: SubmitTaskRequest,
  ): Promise<AgentTaskPreview | undefined> {
    const { api } = this.#options;
    return this.#refusing('The agent task', async () => {
      try {
        return await this.#repeat(options => api.previewTask(request, options));
      } catch (error) {
        if (isUnknownEntity(error)) {
          return undefined;
        }
        throw error;
      }
    });
  }

  /**
   * Reads a task. Outlives the initiator's token, about an hour: then the
   * scaffolder's own identity reads the task that this step has submitted.
   */
  async read(taskId: string): Promise<AgentTaskDetail> {
    const { api, auth } = this.#options;
    const get = () =>
      this.#refusing(`Reading agent task ${taskId}`, () =>
        this.#repeat(options => api.getTask(taskId, options)),
      );
    try {
      return await get();
    } catch (error) {
      const own = await auth.getOwnServiceCredentials();
      if (!isUnauthenticated(error) || this.#credentials === own) {
        throw error;
      }
      this.#credentials = own;
      return get();
    }
  }

  /**
   * Plans a campaign; a repeat with the same key finds it.
   *
   * @throws `RefusalError` with every reason, which are also in the log
   */
  async createCampaign(request: CampaignRequest): Promise<Campaign> {
    const { api } = this.#options;
    return this.#refusing('The campaign', () =>
      this.#repeat(options => api.createCampaign(request, options)),
    );
  }

  async readCampaign(id: string): Promise<Campaign> {
    const { api } = this.#options;
    return this.#refusing(`Reading campaign ${id}`, () =>
      this.#repeat(options => api.getCampaign(id, options)),
    );
  }

  /** Starts a campaign that has been planned; one that runs is left alone. */
  async startCampaign(id: string): Promise<Campaign> {
    const { api } = this.#options;
    return this.#refusing('The start of the campaign', () =>
      this.#repeat(async options => {
        const campaign = await api.getCampaign(id, options);
        return campaign.state === 'planned'
          ? await api.startCampaign(id, {}, options)
          : campaign;
      }),
    );
  }

  async #refusing<T>(subject: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      if (!isUnauthenticated(error)) {
        logReasons(this.#options.logger, error.reasons);
      }
      throw withReasons(error, subject);
    }
  }

  async #repeat<T>(
    call: (options: { token: string; signal?: AbortSignal }) => Promise<T>,
    occasions: {
      when: (error: unknown) => boolean;
      forMs: number;
      tell: () => void;
    }[] = [],
  ): Promise<T> {
    const { clock, logger, signal } = this.#options;
    const start = clock.now();
    const all = [
      ...occasions,
      {
        when: isUnavailable,
        forMs: UNAVAILABLE_FOR_MS,
        tell: () => logger.warn('The broker does not answer, asking again'),
      },
    ];
    const told = new Set<unknown>();
    for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
      try {
        return await call({ token: await this.#token(), signal });
      } catch (error) {
        const occasion = all.find(({ when }) => when(error));
        const rest = occasion ? start + occasion.forMs - clock.now() : 0;
        if (!occasion || rest <= 0 || signal?.aborted) {
          throw error;
        }
        if (!told.has(occasion)) {
          told.add(occasion);
          occasion.tell();
        }
        await clock.sleep(Math.min(pause, LONGEST_PAUSE_MS, rest), signal);
      }
    }
  }

  async #token(): Promise<string> {
    const { token } = await this.#options.auth.getPluginRequestToken({
      onBehalfOf: this.#credentials,
      targetPluginId: 'agent-tasks',
    });
    return token;
  }
}
