import type { LoggerService } from '@backstage/backend-plugin-api';
import type { LoopWatch } from './LoopWatch';

/** First wait after an error; doubles up to the longest. */
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;

/** A loop that answers "now" again and again still lets others run. */
const SHORTEST_WAIT_MS = 10;

/**
 * Runs one function again and again in this process: when it says so, when it
 * is poked, and at the latest after `longestWaitMs`.
 *
 * Never two runs at once. Survives every error, with backoff and jitter. The
 * function gets a signal that ends with `stop`, and `stop` waits for it.
 *
 * Not promised: that no other replica runs the same at the same time. What must
 * not happen twice is claimed in a row.
 */
export class Loop {
  private readonly abort = new AbortController();
  private running: Promise<void> | undefined;
  private poked = false;
  private wake: (() => void) | undefined;
  private succeededAt = performance.now();

  constructor(
    private readonly options: {
      name: string;
      logger: LoggerService;
      longestWaitMs: number;
      watch?: LoopWatch;
      /** @returns milliseconds until it wants to run again, if it knows. */
      run: (signal: AbortSignal) => Promise<number | undefined>;
    },
  ) {}

  start(): void {
    if (this.running) {
      return;
    }
    const { name, longestWaitMs, watch } = this.options;
    this.succeededAt = performance.now();
    watch?.add({
      name,
      longestWaitMs,
      sinceSuccessMs: () => performance.now() - this.succeededAt,
    });
    this.running = this.loop();
  }

  /** Runs now, or again right after the current run. */
  poke(): void {
    this.poked = true;
    this.wake?.();
  }

  async stop(): Promise<void> {
    this.abort.abort();
    this.wake?.();
    await this.running;
  }

  private async loop(): Promise<void> {
    const { name, logger, longestWaitMs, run } = this.options;
    const { signal } = this.abort;
    let failures = 0;
    while (!signal.aborted) {
      this.poked = false;
      let waitMs: number;
      try {
        const wanted = (await run(signal)) ?? longestWaitMs;
        waitMs = Math.min(Math.max(wanted, SHORTEST_WAIT_MS), longestWaitMs);
        failures = 0;
        this.succeededAt = performance.now();
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        failures++;
        const backoff = Math.min(
          FIRST_BACKOFF_MS * 2 ** Math.min(failures - 1, 10),
          LONGEST_BACKOFF_MS,
        );
        // replicas that failed together do not come back together
        waitMs = backoff * (0.5 + Math.random() / 2);
        logger.warn(
          `${name} failed, again in ${Math.round(waitMs)} ms: ${error}`,
        );
        await this.sleep(waitMs, false);
        continue;
      }
      await this.sleep(waitMs, true);
    }
  }

  private async sleep(ms: number, pokeable: boolean): Promise<void> {
    const { signal } = this.abort;
    if (signal.aborted || (pokeable && this.poked)) {
      return;
    }
    await new Promise<void>(resolve => {
      const timer = setTimeout(done, ms);
      const wake = () => {
        if (pokeable || signal.aborted) {
          done();
        }
      };
      function done() {
        clearTimeout(timer);
        resolve();
      }
      this.wake = wake;
    });
    this.wake = undefined;
  }
}
