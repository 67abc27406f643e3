import { DateTime } from 'luxon';
import { cronTimes, isCronExpression } from '../../config/cron';
import type { FreezeConfig } from '../../config/PolicyConfig';

/** A stretch of time in which a freeze holds, or in which it does not. */
type Stretch = { from: Date; to: Date; holds: boolean };

/**
 * When a freeze holds. The latest stretch is remembered, since a rollout asks
 * about the same moment a thousand times, and cron expressions take their time.
 */
export class FreezeWindow {
  static of(config: FreezeConfig): FreezeWindow {
    return new FreezeWindow(config, isCronExpression(config.start));
  }

  private latest: Stretch | undefined;

  private constructor(
    readonly config: FreezeConfig,
    private readonly recurring: boolean,
  ) {}

  /** The end of the window that holds at a time; a window ends before its end. */
  endAt(at: Date): Date | undefined {
    if (!this.latest || at < this.latest.from || at >= this.latest.to) {
      this.latest = this.recurring ? this.recurrence(at) : this.once(at);
    }
    return this.latest.holds ? this.latest.to : undefined;
  }

  private once(at: Date): Stretch {
    const { timeZone } = this.config;
    const [start, end] = [this.config.start, this.config.end].map(time =>
      DateTime.fromISO(time, { zone: timeZone }).toJSDate(),
    );
    if (at < start) {
      return { from: new Date(0), to: start, holds: false };
    }
    return at < end
      ? { from: start, to: end, holds: true }
      : { from: end, to: new Date(8.64e15), holds: false };
  }

  private recurrence(at: Date): Stretch {
    const { start, end, timeZone } = this.config;
    // strictly before this, so that an edge counts at its very moment
    const soon = new Date(at.getTime() + 1);
    const [starts, ends] = [start, end].map(edge => cronTimes(edge, timeZone));
    const started = starts.before(soon);
    const ended = ends.before(soon);
    return started > ended
      ? { from: started, to: ends.after(at), holds: true }
      : { from: ended, to: starts.after(at), holds: false };
  }
}
