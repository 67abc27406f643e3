import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';

const CHECK_MS = 10_000;
/** A run that takes longer, or is overdue by more, has stalled. */
const STALLED_MS = 120_000;

/** What the watch asks a loop. */
export type WatchedLoop = {
  name: string;
  longestWaitMs: number;
  /** Milliseconds since it last ran through. */
  sinceSuccessMs: () => number;
};

/**
 * Notices loops of this process that have stopped getting anywhere, says so
 * once in the log, and again when they go on. Readiness is not touched: a
 * backend whose GitHub or database is away is no better after a restart.
 */
export class LoopWatch {
  private readonly loops: WatchedLoop[] = [];
  private readonly stalled = new Set<WatchedLoop>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: {
      logger: LoggerService;
      metrics?: Pick<MetricsService, 'createObservableGauge'>;
    },
  ) {
    options.metrics
      ?.createObservableGauge('agent_tasks.loop.since_success', {
        description: 'Since a loop of this process last ran through',
        unit: 's',
      })
      .addCallback(result => {
        for (const { name, sinceSuccessMs } of this.loops) {
          result.observe(sinceSuccessMs() / 1000, { loop: name });
        }
      });
  }

  add(loop: WatchedLoop): void {
    this.loops.push(loop);
  }

  start(): void {
    this.timer ??= setInterval(() => this.check(), CHECK_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Names of the loops that have stalled. */
  check(): string[] {
    const { logger } = this.options;
    for (const loop of this.loops) {
      const since = loop.sinceSuccessMs();
      if (since <= loop.longestWaitMs + STALLED_MS) {
        if (this.stalled.delete(loop)) {
          logger.info(`${loop.name} goes on`);
        }
      } else if (!this.stalled.has(loop)) {
        this.stalled.add(loop);
        logger.error(
          `${loop.name} has not run through for ${Math.round(since / 1000)} s`,
        );
      }
    }
    return [...this.stalled].map(({ name }) => name);
  }
}
