/** A piece of work that is due at a moment of the simulator's clock. @public */
export interface ScheduledJob {
  cancel(): void;
}

interface Job {
  at: number;
  sequence: number;
  run: (at: number) => Promise<void> | void;
  cancelled: boolean;
}

/** `setTimeout` overflows above this many milliseconds. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * The simulator's clock. It runs at real speed unless it is sped up, can be
 * moved forward by hand, and holds one timer however many jobs are waiting.
 *
 * Not promised: that a job runs at its exact moment while the clock runs by
 * itself. It is promised that jobs run in order of their due time, and that
 * `advance` returns only when every job that became due has finished.
 *
 * @public
 */
export class VirtualClock {
  private speed: number;
  private anchorReal = Date.now();
  private anchorVirtual = Date.now();
  private frozenAt: number | undefined;
  private heap: Job[] = [];
  private sequence = 0;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private draining = false;
  private stopped = false;

  constructor(options: { speed?: number } = {}) {
    this.speed = options.speed ?? 1;
  }

  /** The simulator's time in milliseconds since 1970. */
  now(): number {
    return (
      this.frozenAt ??
      this.anchorVirtual + (Date.now() - this.anchorReal) * this.speed
    );
  }

  /** How many simulated seconds pass in a real one. */
  getSpeed(): number {
    return this.speed;
  }

  /** Changes the speed; 0 stops the clock until `advance`. */
  setSpeed(speed: number): void {
    if (!(speed >= 0)) {
      throw new RangeError(`The speed must be 0 or more, got ${speed}`);
    }
    this.anchorVirtual = this.now();
    this.anchorReal = Date.now();
    this.speed = speed;
    this.arm();
  }

  /**
   * Moves the clock forward by `ms` and runs, in order, all that becomes due on
   * the way, also what those jobs schedule.
   */
  async advance(ms: number): Promise<void> {
    if (!(ms >= 0)) {
      throw new RangeError(`The clock only moves forward, got ${ms}`);
    }
    const turn = this.running.then(async () => {
      const target = this.now() + ms;
      this.draining = true;
      try {
        for (;;) {
          const job = this.takeDue(target);
          if (!job) break;
          this.frozenAt = Math.max(job.at, this.now());
          await this.perform(job);
        }
      } finally {
        this.frozenAt = undefined;
        this.anchorVirtual = target;
        this.anchorReal = Date.now();
        this.draining = false;
        this.arm();
      }
    });
    this.running = turn.catch(() => {});
    return turn;
  }

  /** Runs `job` once, `delayMs` of the simulator's time from now. */
  schedule(
    delayMs: number,
    run: (at: number) => Promise<void> | void,
  ): ScheduledJob {
    const job: Job = {
      at: this.now() + Math.max(0, delayMs),
      sequence: this.sequence++,
      run,
      cancelled: false,
    };
    this.push(job);
    this.arm();
    return {
      cancel: () => {
        job.cancelled = true;
      },
    };
  }

  /** Drops everything that is still waiting. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.heap = [];
    await this.running;
  }

  private arm(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const next = this.heap[0];
    if (!next || this.draining || this.stopped) return;
    const left = Math.max(0, next.at - this.now());
    // A clock that stands still has only what is due already.
    if (left > 0 && this.speed === 0) return;
    const wait = left === 0 ? 0 : Math.ceil(left / this.speed);
    this.timer = setTimeout(() => this.drain(), Math.min(wait, MAX_TIMER_MS));
    this.timer.unref();
  }

  private drain(): void {
    this.running = this.running.then(async () => {
      this.draining = true;
      try {
        for (;;) {
          const job = this.stopped ? undefined : this.takeDue(this.now());
          if (!job) break;
          await this.perform(job);
        }
      } finally {
        this.draining = false;
        this.arm();
      }
    });
  }

  private async perform(job: Job): Promise<void> {
    try {
      await job.run(job.at);
    } catch (error) {
      if (!this.stopped) {
        process.emitWarning(
          error instanceof Error ? error : new Error(String(error)),
        );
      }
    }
  }

  private takeDue(until: number): Job | undefined {
    while (this.heap.length && this.heap[0].at <= until) {
      const job = this.pop();
      if (!job.cancelled) return job;
    }
    return undefined;
  }

  private push(job: Job): void {
    const heap = this.heap;
    let index = heap.push(job) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(job, heap[parent])) break;
      heap[index] = heap[parent];
      index = parent;
    }
    heap[index] = job;
  }

  private pop(): Job {
    const heap = this.heap;
    const top = heap[0];
    const last = heap.pop() as Job;
    if (heap.length) {
      let index = 0;
      for (;;) {
        let child = 2 * index + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && before(heap[child + 1], heap[child])) {
          child++;
        }
        if (!before(heap[child], last)) break;
        heap[index] = heap[child];
        index = child;
      }
      heap[index] = last;
    }
    return top;
  }
}

function before(a: Job, b: Job): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
}
