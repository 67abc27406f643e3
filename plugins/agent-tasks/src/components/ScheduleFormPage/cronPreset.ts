/** What most schedules want, with a field for each part of it. */
export type CronPreset = {
  kind: 'day' | 'weekday' | 'week' | 'month';
  /** `HH:MM`, as a time field writes it. */
  time: string;
  /** Of `week`: from 1, Monday, to 7. */
  weekday: number;
  /** Of `month`. */
  monthDay: number;
};

/** What a preset begins as: Monday's early morning. */
export const firstPreset: CronPreset = {
  kind: 'week',
  time: '06:00',
  weekday: 1,
  monthDay: 1,
};

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The preset that an expression says; undefined where it says more. Pure. */
export function presetOf(cron: string): CronPreset | undefined {
  const match = /^(\d{1,2}) (\d{1,2}) (\*|\d{1,2}) \* (\*|[\w-]{1,7})$/.exec(
    cron.trim().replace(/\s+/g, ' ').toLowerCase(),
  );
  if (!match) {
    return undefined;
  }
  const [minute, hour] = match.slice(1, 3).map(Number);
  const [day, weekday] = match.slice(3);
  if (minute > 59 || hour > 23) {
    return undefined;
  }
  const time = `${two(hour)}:${two(minute)}`;
  const preset = { ...firstPreset, time };
  if (weekday === '*') {
    const monthDay = Number(day);
    if (day === '*') {
      return { ...preset, kind: 'day' };
    }
    return monthDay >= 1 && monthDay <= 31
      ? { ...preset, kind: 'month', monthDay }
      : undefined;
  }
  if (day !== '*') {
    return undefined;
  }
  if (weekday === '1-5' || weekday === 'mon-fri') {
    return { ...preset, kind: 'weekday' };
  }
  const named = weekdays.indexOf(weekday);
  const number = named < 0 ? weekday : String(named);
  return /^[0-7]$/.test(number)
    ? // Sunday is 0 and 7
      { ...preset, kind: 'week', weekday: Number(number) || 7 }
    : undefined;
}

/** A preset as an expression. Pure. */
export function cronOf({ kind, time, weekday, monthDay }: CronPreset): string {
  const [hour, minute] = time.split(':').map(Number);
  const days = {
    day: '* * *',
    weekday: '* * 1-5',
    week: `* * ${weekday}`,
    month: `${monthDay} * *`,
  };
  return `${minute} ${hour} ${days[kind]}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
