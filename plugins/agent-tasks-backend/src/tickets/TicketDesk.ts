import type {
  Ticket,
  TicketSystem,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { LRUCache } from 'lru-cache';

const MOST_TICKETS = 10_000;

/**
 * Asks the ticket system, whoever brought it: within a time, once for many who
 * ask at once, and remembering answers shortly. A failure is not remembered.
 *
 * Not promised: that a ticket which was closed a moment ago is seen as such,
 * except to those who ask for a fresh answer.
 */
export class TicketDesk {
  static create(options: {
    system: TicketSystem;
    ttlMs: number;
    timeoutMs: number;
  }): TicketDesk {
    return new TicketDesk(options);
  }

  private readonly remembered: LRUCache<string, { ticket: Ticket | undefined }>;

  private constructor(
    private readonly options: {
      system: TicketSystem;
      ttlMs: number;
      timeoutMs: number;
    },
  ) {
    this.remembered = new LRUCache({
      max: MOST_TICKETS,
      // zero would mean for ever
      ttl: Math.max(1, options.ttlMs),
      fetchMethod: async key => ({ ticket: await this.ask(key) }),
    });
  }

  get name(): string {
    return this.options.system.name;
  }

  /**
   * @param options - `fresh` asks again, whatever is remembered
   * @returns undefined where the system has no such ticket
   * @throws where it does not answer in time, or refuses
   */
  async find(
    key: string,
    options: { fresh: boolean },
  ): Promise<Ticket | undefined> {
    return (await this.remembered.fetch(key, { forceRefresh: options.fresh }))
      ?.ticket;
  }

  private async ask(key: string): Promise<Ticket | undefined> {
    const { system, timeoutMs } = this.options;
    const signal = AbortSignal.timeout(timeoutMs);
    let onAbort = () => {};
    try {
      // a system of somebody else may not look at the signal
      return await Promise.race([
        system.find(key, { signal }),
        new Promise<never>((_, reject) => {
          onAbort = () => reject(signal.reason);
          signal.addEventListener('abort', onAbort);
        }),
      ]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }
}
