import { Cron } from 'croner';

const EARLIEST = new Date(0);
const LATEST = new Date(8.64e15);

/**
 * The times of a cron expression of five fields in a time zone. A time that the
 * clocks skip counts when they go on, one that they show twice counts once.
 *
 * @throws Error where it is none, with what is wrong
 */
export function cronTimes(
  expression: string,
  timeZone: string,
): {
  /** The first time after `at`; the end of time where there is none. */
  after: (at: Date) => Date;
  /** The last time before `at`; the beginning of time where there is none. */
  before: (at: Date) => Date;
} {
  const cron = new Cron(expression, {
    mode: '5-part',
    timezone: timeZone,
    paused: true,
  });
  return {
    after: at => cron.nextRun(at) ?? LATEST,
    before: at => cron.previousRuns(1, at)[0] ?? EARLIEST,
  };
}

/** Whether a text is a cron expression of five fields. */
export function isCronExpression(text: string): boolean {
  try {
    // a local time has no spaces, a cron expression has four
    return text.includes(' ') && Boolean(cronTimes(text, 'UTC'));
  } catch {
    return false;
  }
}
