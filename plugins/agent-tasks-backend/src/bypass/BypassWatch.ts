import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import type { GitHubClient } from '../github/GitHubClient';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import { Loop } from '../loops/Loop';
import type { LoopWatch } from '../loops/LoopWatch';
import { ReadFailures } from '../tracker/ReadFailures';
import { BypassSweeper } from './BypassSweeper';
import type { GovernedRepositories } from './GovernedRepositories';

/** Nothing here is urgent; another replica may have taken what was due. */
const LONGEST_WAIT_MS = 60_000;

/** What the watch is made of. */
export type BypassWatchOptions = {
  knex: Knex;
  logger: LoggerService;
  watch?: LoopWatch;
  identities: Pick<IdentityRegistry, 'findFor'>;
  clients: { get(identityId: string): GitHubClient };
  governed: Pick<GovernedRepositories, 'sync'>;
  bypass: AgentTasksConfig['bypass'];
  /** Told after a commit that found something. */
  onFound: () => void;
};

/**
 * Finds agent tasks that were started past the broker, a repository at a time,
 * for as long as the plugin runs; not at all where it is switched off.
 */
export class BypassWatch {
  static create(options: BypassWatchOptions): BypassWatch {
    return new BypassWatch(options);
  }

  private readonly loop: Loop;
  private syncedAt: number | undefined;

  private constructor(private readonly options: BypassWatchOptions) {
    const { knex, logger, watch, clients } = options;
    const sweeper = new BypassSweeper({
      ...options,
      client: id => clients.get(id),
      failures: new ReadFailures({ knex, logger }),
    });
    this.loop = new Loop({
      name: 'Looking for agent tasks past the broker',
      logger,
      watch,
      longestWaitMs: LONGEST_WAIT_MS,
      run: async signal => {
        await this.sync();
        return (await sweeper.run(signal)) ? 0 : await sweeper.nextDue();
      },
    });
  }

  async start(): Promise<void> {
    if (this.options.bypass.enabled) {
      this.loop.start();
    }
  }

  /** Ends when what has begun has ended; requests to GitHub are aborted. */
  async stop(): Promise<void> {
    await this.loop.stop();
  }

  private async sync(): Promise<void> {
    const { governed, bypass } = this.options;
    const now = performance.now();
    if (
      this.syncedAt === undefined ||
      now - this.syncedAt >= bypass.intervalMs
    ) {
      await governed.sync();
      this.syncedAt = now;
    }
  }
}
