import {
  NextRun,
  RefusalError,
  ScheduleTimes,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { DateTime } from 'luxon';

const COUNT = 5;
/** February the 29th comes within so many days. */
const DAYS = 1500;
const bounds = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

/** The values that a field of a cron expression takes; undefined where it is none. */
function valuesOf(field: string, index: number): Set<number> | undefined {
  const [least, most] = bounds[index];
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) {
      return undefined;
    }
    const [, from, until, step] = match;
    const last = until ?? (from && !step ? from : most);
    const begin = Number(from ?? least);
    const end = Number(last);
    if (begin < least || end > most || begin > end || step === '0') {
      return undefined;
    }
    for (let value = begin; value <= end; value += Number(step ?? 1)) {
      values.add(index === 4 ? value % 7 : value);
    }
  }
  return values;
}

function refuse(field: string, code: string, message: string): never {
  throw new RefusalError({
    name: 'InputError',
    statusCode: 400,
    message,
    reasons: [{ code, message, field }],
  });
}

/** When a schedule with these times would run, well enough for a harness. */
export function nextRuns(times: ScheduleTimes): NextRun[] {
  const { cron, timeZone, freezes = [], inFreeze, endsAt } = times;
  const now = DateTime.now().setZone(timeZone);
  if (!now.isValid) {
    refuse(
      'times.timeZone',
      'time-zone-unknown',
      `There is no time zone '${timeZone}'.`,
    );
  }
  const fields = cron.split(' ').map(valuesOf);
  if (fields.length !== bounds.length || fields.includes(undefined)) {
    refuse(
      'times.cron',
      'cron-invalid',
      `'${cron}' is no cron expression of five fields.`,
    );
  }
  const [minutes, hours, monthDays, months, weekdays] = fields as Set<number>[];
  const [, , monthDay, , weekday] = cron.split(' ');
  const runs: NextRun[] = [];
  for (let day = 0; day < DAYS && runs.length < COUNT; day += 1) {
    const date = now.startOf('day').plus({ days: day });
    const inMonth = monthDays.has(date.day);
    const inWeek = weekdays.has(date.weekday % 7);
    // as cron has it: either of them where both are said
    const fits =
      monthDay === '*' || weekday === '*'
        ? inMonth && inWeek
        : inMonth || inWeek;
    if (!fits || !months.has(date.month)) {
      continue;
    }
    for (const hour of hours) {
      for (const minute of minutes) {
        const at = date.set({ hour, minute });
        const ended =
          endsAt !== undefined && at.toMillis() > Date.parse(endsAt);
        if (at > now && !ended && runs.length < COUNT) {
          const local = at.toFormat("yyyy-MM-dd'T'HH:mm");
          const freeze = freezes.find(
            ({ from, until }) => from <= local && local < until,
          );
          const begins =
            freeze && inFreeze === 'wait'
              ? DateTime.fromISO(freeze.until, { zone: timeZone })
              : at;
          runs.push({
            at: begins.toUTC().toISO()!,
            ...(freeze &&
              inFreeze !== 'wait' && {
                skipped: `Nothing begins in the freeze '${
                  freeze.reason ?? freeze.from
                }'.`,
              }),
          });
        }
      }
    }
  }
  return runs;
}
