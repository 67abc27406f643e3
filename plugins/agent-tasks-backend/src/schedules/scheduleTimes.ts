import type {
  NextRun,
  ScheduleFreeze,
  ScheduleTimes,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { createHash } from 'crypto';
import { DateTime } from 'luxon';
import { cronTimes } from '../config/cron';

const MINUTE_MS = 60_000;
/** Freezes that follow one another for longer count as endless. */
const MOST_FREEZES = 50;

/**
 * The first time after `after` that a schedule plans, freezes or not. Pure.
 *
 * @returns undefined where it has come to its end
 */
export function nextTime(
  { cron, timeZone, endsAt }: ScheduleTimes,
  after: Date,
): Date | undefined {
  const at = cronTimes(cron, timeZone).after(after);
  const end = endsAt === undefined ? new Date(8.64e15 - 1) : new Date(endsAt);
  return at <= end ? at : undefined;
}

/** A freeze of a schedule, from its own clock to everybody's. */
export type HoldingFreeze = { until: Date; reason?: string };

/**
 * The freeze that holds at a time; where others follow on it, its end is
 * theirs. Pure.
 */
export function freezeAt(
  { freezes = [], timeZone }: ScheduleTimes,
  at: Date,
): HoldingFreeze | undefined {
  const first = holding(freezes, timeZone, at);
  let last = first;
  for (let turn = 0; last && turn < MOST_FREEZES; turn++) {
    const next = holding(freezes, timeZone, last.until);
    if (!next) {
      break;
    }
    last = next;
  }
  return first && last && { ...first, until: last.until };
}

/**
 * The times that come, with those that a freeze leaves out. Pure.
 *
 * @param howMany - at most
 */
export function nextRuns(
  times: ScheduleTimes,
  after: Date,
  howMany: number,
): NextRun[] {
  const runs: NextRun[] = [];
  let from = after;
  while (runs.length < howMany) {
    const at = nextTime(times, from);
    if (!at) {
      break;
    }
    const freeze = freezeAt(times, at);
    const end = freeze?.until.toISOString();
    if (freeze && end !== undefined && times.inFreeze === 'wait') {
      runs.push(
        runs.some(run => run.at === end)
          ? {
              at: at.toISOString(),
              skipped: 'Another run waits for the end of the freeze.',
            }
          : { at: end },
      );
    } else {
      runs.push({
        at: at.toISOString(),
        ...(freeze && { skipped: inFreeze(freeze) }),
      });
    }
    from = at;
  }
  return runs;
}

/** Why nothing begins in a freeze, in a sentence. */
export function inFreeze({ reason }: HoldingFreeze): string {
  return reason
    ? `Nothing begins in the freeze '${reason}'.`
    : 'Nothing begins in this freeze.';
}

/**
 * How much later than planned a run begins, below `jitterMinutes`; the same
 * for the same run on every replica. Pure.
 */
export function jitterMs(
  run: { scheduleId: string; plannedAt: Date },
  jitterMinutes: number,
): number {
  const digest = createHash('sha256')
    .update(`${run.scheduleId} ${run.plannedAt.toISOString()}`)
    .digest();
  const chance = digest.readUInt32BE(0) / 2 ** 32;
  return Math.floor(chance * jitterMinutes * MINUTE_MS);
}

function holding(
  freezes: ScheduleFreeze[],
  timeZone: string,
  at: Date,
): HoldingFreeze | undefined {
  for (const { from, until, reason } of freezes) {
    const [start, end] = [from, until].map(time =>
      DateTime.fromISO(time, { zone: timeZone }).toJSDate(),
    );
    if (at >= start && at < end) {
      return { until: end, ...(reason && { reason }) };
    }
  }
  return undefined;
}
