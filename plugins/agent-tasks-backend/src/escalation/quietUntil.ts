import { DateTime } from 'luxon';
import type { QuietHours } from '../config/EscalationConfig';

/** In steps of this size the end is looked for; no clock is set by less. */
const STEP_MINUTES = 15;
const MOST_STEPS = (7 * 24 * 60) / STEP_MINUTES;

/**
 * When quiet hours end that a time lies in.
 *
 * @returns undefined where the time is not quiet, or no time of a week is.
 */
export function quietUntil(at: Date, quiet: QuietHours): Date | undefined {
  const start = DateTime.fromJSDate(at, { zone: quiet.timeZone });
  if (!isQuiet(start, quiet)) {
    return undefined;
  }
  let time = start.startOf('hour');
  for (let step = 0; step < MOST_STEPS + 4; step++) {
    time = time.plus({ minutes: STEP_MINUTES });
    if (time > start && !isQuiet(time, quiet)) {
      return time.toJSDate();
    }
  }
  return undefined;
}

function isQuiet(time: DateTime, quiet: QuietHours): boolean {
  if (quiet.weekends && time.isWeekend) {
    return true;
  }
  const now = time.hour * 60 + time.minute;
  const [from, to] = [quiet.from, quiet.to].map(minutesOf);
  // most of them reach over midnight
  return from <= to ? now >= from && now < to : now >= from || now < to;
}

function minutesOf(text: string): number {
  const [hour, minute] = text.split(':').map(Number);
  return hour * 60 + minute;
}
