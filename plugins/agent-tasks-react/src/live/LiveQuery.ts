/**
 * Keeps one answer of the backend fresh while somebody looks at it.
 *
 * It looks once on the first subscriber, when it is told to (signals), when the
 * tab becomes visible and as often as {@link LiveQueryOptions.pollMs} says. A
 * failed look keeps the earlier answer and says so.
 *
 * Not promised: that every change is seen, only that the answer is at most one
 * poll interval old while the tab is visible and the backend answers.
 */

/** Signals are lost while the socket connects, so look once more afterwards. */
const AFTER_CONNECT_MS = 3_000;
/** A burst of signals costs one look a second. */
const MIN_GAP_MS = 1_000;
/** Pause after a failed look: doubles from the first to the second. */
const RETRY_MS = { first: 2_000, most: 60_000 };

export type LiveSnapshot<T> = {
  value?: T;
  error?: Error;
  /** When `value` was answered, milliseconds since the epoch. */
  updatedAt?: number;
};

export type LiveQueryOptions<T> = {
  load(signal: AbortSignal): Promise<T>;
  /** Pause until the next look, milliseconds. */
  pollMs(value: T): number;
};

export class LiveQuery<T> {
  readonly #options: LiveQueryOptions<T>;
  readonly #listeners = new Set<() => void>();
  #snapshot: LiveSnapshot<T> = {};
  #running?: AbortController;
  #timer?: ReturnType<typeof setTimeout>;
  #connectTimer?: ReturnType<typeof setTimeout>;
  #failures = 0;
  #startedAt = 0;
  #lookAgain = false;

  constructor(options: LiveQueryOptions<T>) {
    this.#options = options;
  }

  readonly getSnapshot = () => this.#snapshot;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      this.#start();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#stop();
      }
    };
  };

  /** Looks now, or right after the look that is under way. */
  readonly refresh = () => {
    if (this.#running) {
      this.#lookAgain = true;
      return;
    }
    void this.#look();
  };

  /** Looks soon: something has changed, or may have. */
  readonly hint = () => {
    if (document.hidden) {
      return;
    }
    const wait = this.#startedAt + MIN_GAP_MS - Date.now();
    if (wait <= 0 || this.#running) {
      this.refresh();
    } else {
      this.#schedule(wait);
    }
  };

  #start() {
    document.addEventListener('visibilitychange', this.#onVisibility);
    window.addEventListener('online', this.refresh);
    this.#connectTimer = setTimeout(this.hint, AFTER_CONNECT_MS);
    this.refresh();
  }

  #stop() {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    window.removeEventListener('online', this.refresh);
    clearTimeout(this.#timer);
    clearTimeout(this.#connectTimer);
    this.#running?.abort();
    this.#running = undefined;
    this.#lookAgain = false;
  }

  readonly #onVisibility = () => {
    if (document.hidden) {
      clearTimeout(this.#timer);
    } else {
      this.hint();
    }
  };

  #schedule(ms: number) {
    clearTimeout(this.#timer);
    if (!document.hidden) {
      this.#timer = setTimeout(this.refresh, ms);
    }
  }

  #publish(snapshot: LiveSnapshot<T>) {
    this.#snapshot = snapshot;
    this.#listeners.forEach(tell => tell());
  }

  async #look() {
    clearTimeout(this.#timer);
    const running = new AbortController();
    this.#running = running;
    this.#startedAt = Date.now();
    let pause: number;
    try {
      const value = await this.#options.load(running.signal);
      if (running.signal.aborted) {
        return;
      }
      this.#failures = 0;
      pause = this.#options.pollMs(value);
      this.#publish({ value, updatedAt: Date.now() });
    } catch (error) {
      if (running.signal.aborted) {
        return;
      }
      pause = Math.min(RETRY_MS.first * 2 ** this.#failures, RETRY_MS.most);
      this.#failures += 1;
      this.#publish({
        ...this.#snapshot,
        error: error instanceof Error ? error : new Error(String(error)),
      });
    }
    this.#running = undefined;
    this.#schedule(this.#lookAgain ? MIN_GAP_MS : pause);
    this.#lookAgain = false;
  }
}
