import type {
  Reason,
  ScheduleRequest,
  ScheduleTimes,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { DateTime, IANAZone } from 'luxon';
import { checkCampaign } from '../campaigns/planning/checkCampaign';
import { cronTimes } from '../config/cron';

/** Runs that are looked at to find the shortest time between two. */
const LOOKED_AT = 50;
const MINUTE_MS = 60_000;

/** What is wrong with a schedule by itself; all of it. Pure. */
export function checkSchedule(
  { title, owner, times, work }: ScheduleRequest,
  options: { now: Date; minIntervalMs: number },
): Reason[] {
  const { template, targets, waves } = work;
  const campaign = checkCampaign(
    { title, owner, template, targets, ...(waves && { waves }) },
    options.now,
  );
  return [
    ...checkTimes(times, options),
    ...campaign.map(reason => ({
      ...reason,
      ...(reason.field !== undefined &&
        reason.field !== 'owner' && { field: `work.${reason.field}` }),
    })),
  ];
}

/** What is wrong with the times of a schedule; all of it. Pure. */
export function checkTimes(
  times: ScheduleTimes,
  { now, minIntervalMs }: { now: Date; minIntervalMs: number },
): Reason[] {
  const { timeZone, endsAt, freezes = [] } = times;
  const reasons: Reason[] = [];
  const zoned = IANAZone.isValidZone(timeZone);
  if (!zoned) {
    reasons.push({
      code: 'time-zone-unknown',
      message: `'${timeZone}' is no time zone.`,
      nextStep: "Give one such as 'Europe/Berlin'.",
      field: 'times.timeZone',
    });
  }
  reasons.push(
    ...checkCron(times, {
      now,
      minIntervalMs,
      timeZone: zoned ? timeZone : 'UTC',
    }),
  );
  if (endsAt !== undefined && new Date(endsAt) <= now) {
    reasons.push({
      code: 'end-in-the-past',
      message: 'The end has passed.',
      nextStep: 'Give a later one, or none.',
      field: 'times.endsAt',
    });
  }
  freezes.forEach(({ from, until }, index) => {
    const [start, end] = [from, until].map(time =>
      DateTime.fromISO(time, { zone: zoned ? timeZone : 'UTC' }),
    );
    if (!start.isValid || !end.isValid) {
      reasons.push({
        code: 'freeze-invalid',
        message: 'A freeze has a time that is none.',
        nextStep: "Give local times such as '2026-12-18T18:00'.",
        field: `times.freezes.${index}.${start.isValid ? 'until' : 'from'}`,
      });
    } else if (end <= start) {
      reasons.push({
        code: 'freeze-invalid',
        message: 'A freeze ends before it begins.',
        nextStep: 'Give an end after its beginning.',
        field: `times.freezes.${index}.until`,
      });
    }
  });
  return reasons;
}

function checkCron(
  { cron }: ScheduleTimes,
  options: { now: Date; minIntervalMs: number; timeZone: string },
): Reason[] {
  const { now, minIntervalMs, timeZone } = options;
  const invalid = (message: string): Reason[] => [
    {
      code: 'cron-invalid',
      message,
      nextStep:
        "Give minute, hour, day, month and day of the week, such as '0 9 * * 4'.",
      field: 'times.cron',
    },
  ];
  let times: ReturnType<typeof cronTimes>;
  try {
    times = cronTimes(cron, timeZone);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return invalid(
      `'${cron}' is no cron expression: ${said.replace(/^CronPattern: /, '')}`,
    );
  }
  let at = times.after(now);
  if (at.getTime() === 8.64e15) {
    return invalid(`'${cron}' never comes.`);
  }
  let shortest = Infinity;
  for (let turn = 0; turn < LOOKED_AT; turn++) {
    const next = times.after(at);
    shortest = Math.min(shortest, next.getTime() - at.getTime());
    at = next;
    if (at.getTime() === 8.64e15) {
      break;
    }
  }
  return shortest < minIntervalMs
    ? [
        {
          code: 'too-often',
          message: `It would run every ${
            shortest / MINUTE_MS
          } minutes; at least ${minIntervalMs / MINUTE_MS} are wanted.`,
          nextStep:
            'Give a rarer one, or ask an administrator about agentTasks.schedules.minInterval.',
          field: 'times.cron',
        },
      ]
    : [];
}
