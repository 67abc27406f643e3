import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DateTime } from 'luxon';
import { useMemo } from 'react';
import { agentTasksTranslationRef } from '../translation';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * How times read: durations in one unit, dates in the reader's locale.
 *
 * @public
 */
export type TimeFormat = {
  /** `40 min`, `3 h`, `2 d`; milliseconds in. */
  duration(ms: number): string;
  /** `40 min ago`, `in 20 min`, `just now`; ISO 8601 and epoch milliseconds in. */
  relative(at: string, now: number): string;
  /** Date and time with seconds, for hovering; in the reader's zone unless given. */
  exact(at: string | number, timeZone?: string): string;
  /** Weekday, date and time in a zone; `at` itself where there is no such zone. */
  day(at: string, timeZone: string): string;
  /** Time of day, with the date where it is another day. */
  clock(at: string | number): string;
};

/**
 * The {@link TimeFormat} in the reader's language.
 *
 * @public
 */
export function useTimeFormat(): TimeFormat {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return useMemo(() => {
    const duration = (ms: number) => {
      if (ms < MINUTE_MS) {
        return t('time.underAMinute');
      }
      if (ms < HOUR_MS) {
        return t('time.minutes', { value: String(Math.floor(ms / MINUTE_MS)) });
      }
      if (ms < 2 * DAY_MS) {
        return t('time.hours', { value: String(Math.floor(ms / HOUR_MS)) });
      }
      return t('time.days', { value: String(Math.floor(ms / DAY_MS)) });
    };
    const dateTime = (at: string | number) =>
      typeof at === 'number' ? DateTime.fromMillis(at) : DateTime.fromISO(at);
    return {
      duration,
      relative(at, now) {
        const ms = now - dateTime(at).toMillis();
        if (Math.abs(ms) < MINUTE_MS) {
          return t('time.justNow');
        }
        return ms > 0
          ? t('time.ago', { duration: duration(ms) })
          : t('time.ahead', { duration: duration(-ms) });
      },
      exact(at, timeZone) {
        const there = dateTime(at).setZone(timeZone ?? 'local');
        const when = there.isValid ? there : dateTime(at);
        return when.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS);
      },
      day(at, timeZone) {
        const when = dateTime(at).setZone(timeZone);
        return when.isValid
          ? when.toLocaleString(DateTime.DATETIME_MED_WITH_WEEKDAY)
          : at;
      },
      clock(at) {
        const when = dateTime(at);
        return when.hasSame(DateTime.now(), 'day')
          ? when.toLocaleString(DateTime.TIME_SIMPLE)
          : when.toLocaleString(DateTime.DATETIME_MED);
      },
    };
  }, [t]);
}
