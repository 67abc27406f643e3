import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { Loop } from '../loops/Loop';
import type { LoopWatch } from '../loops/LoopWatch';
import { withdrawRevoked } from './withdrawRevoked';

const POLL_MS = 60_000;

/**
 * Ends what a revocation has begun: withdraws what is queued with revoked
 * words, also where the replica died that was doing it.
 *
 * Runs on every replica; they share the work by the rows that they lock.
 */
export class RevocationKeeper {
  static create(options: {
    knex: Knex;
    logger: LoggerService;
    watch?: LoopWatch;
    /** Told after tasks were withdrawn: there is news to tell. */
    onChanged?: () => void;
  }): RevocationKeeper {
    return new RevocationKeeper(options);
  }

  private readonly loop: Loop;

  private constructor(
    private readonly options: Parameters<typeof RevocationKeeper.create>[0],
  ) {
    this.loop = new Loop({
      name: 'Withdrawing tasks of revoked templates',
      logger: options.logger,
      watch: options.watch,
      longestWaitMs: POLL_MS,
      run: async signal => {
        await this.run(signal);
        return undefined;
      },
    });
  }

  async start(): Promise<void> {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** Goes on until nothing is left, or until it is told to stop. */
  async run(signal?: AbortSignal): Promise<void> {
    const { knex, onChanged = () => {} } = this.options;
    while (!signal?.aborted && (await withdrawRevoked(knex))) {
      onChanged();
    }
  }
}
