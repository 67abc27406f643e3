import type { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 10_000;

/**
 * Tries something until it has succeeded once, with backoff and jitter, or
 * until the signal ends it.
 *
 * For a startup hook: Backstage only logs one that fails, and goes on with a
 * backend that takes requests and does nothing about them.
 *
 * @returns whether it succeeded
 */
export async function tryUntilDone(options: {
  /** Of what is tried, for the log. */
  name: string;
  logger: LoggerService;
  signal: AbortSignal;
  run: () => Promise<void>;
}): Promise<boolean> {
  const { name, logger, signal, run } = options;
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      await run();
      return true;
    } catch (error) {
      const backoff = Math.min(
        FIRST_BACKOFF_MS * 2 ** Math.min(failures, 10),
        LONGEST_BACKOFF_MS,
      );
      const waitMs = backoff * (0.5 + Math.random() / 2);
      logger.warn(
        `${name} failed, again in ${Math.round(waitMs)} ms: ${error}`,
      );
      await sleep(waitMs, undefined, { signal }).catch(() => {});
    }
  }
  return false;
}
