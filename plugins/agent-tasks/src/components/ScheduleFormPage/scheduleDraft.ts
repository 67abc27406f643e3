import type {
  ScheduleRequest,
  ScheduleTimes,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { DateTime } from 'luxon';
import {
  headOf,
  newWork,
  oneWave,
  WorkDraft,
  workDraftOf,
  workOf,
} from '../WorkFields';
import { cronOf, firstPreset } from './cronPreset';

/** A freeze as it is filled in, in the schedule's own time. */
export type FreezeDraft = { from: string; until: string; reason: string };

/** A schedule as it is filled in. */
export type ScheduleDraft = WorkDraft & {
  /** Hours. */
  dueAfter: string;
  cron: string;
  timeZone: string;
  /** Minutes. */
  jitter: string;
  /** `YYYY-MM-DDTHH:MM` in the schedule's own time. */
  endsAt: string;
  freezes: FreezeDraft[];
  inFreeze: NonNullable<ScheduleTimes['inFreeze']>;
  overlap: NonNullable<ScheduleRequest['overlap']>;
  missed: NonNullable<ScheduleRequest['missed']>;
  enabled: boolean;
};

/** A schedule that nobody has said anything about yet. */
export function newSchedule(timeZone: string): ScheduleDraft {
  return {
    ...newWork(oneWave),
    dueAfter: '',
    cron: cronOf(firstPreset),
    timeZone,
    jitter: '',
    endsAt: '',
    freezes: [],
    inFreeze: 'skip',
    overlap: 'skip',
    missed: 'run',
    enabled: true,
  };
}

/** When it is to run; freezes that are being typed are left out. Pure. */
export function timesOf(draft: ScheduleDraft): ScheduleTimes {
  const { timeZone, inFreeze } = draft;
  const jitterMinutes = number(draft.jitter);
  const endsAt = draft.endsAt
    ? DateTime.fromISO(draft.endsAt, { zone: timeZone }).toUTC().toISO()
    : undefined;
  const freezes = draft.freezes.filter(isWhole);
  return {
    cron: draft.cron.trim().replace(/\s+/g, ' '),
    timeZone,
    ...(jitterMinutes && { jitterMinutes }),
    ...(endsAt && { endsAt }),
    ...(freezes.length && {
      freezes: freezes.map(({ from, until, reason }) => ({
        from,
        until,
        ...(reason.trim() && { reason: reason.trim() }),
      })),
      inFreeze,
    }),
  };
}

/** Whether a freeze is more than being typed. Pure. */
export function isWhole({ from, until }: FreezeDraft): boolean {
  return Boolean(from && until);
}

/** What is asked of the broker. Pure. */
export function requestOf(draft: ScheduleDraft): ScheduleRequest {
  const dueAfterHours = number(draft.dueAfter);
  return {
    ...headOf(draft),
    times: timesOf(draft),
    overlap: draft.overlap,
    missed: draft.missed,
    work: { ...workOf(draft), ...(dueAfterHours && { dueAfterHours }) },
    enabled: draft.enabled,
  };
}

/** A schedule as it was asked for, to be changed. Pure. */
export function draftOf(
  request: ScheduleRequest,
  enabled: boolean,
): ScheduleDraft {
  const { times, work, overlap = 'skip', missed = 'run' } = request;
  const { cron, timeZone, inFreeze = 'skip' } = times;
  return {
    ...workDraftOf(request, work),
    dueAfter: String(work.dueAfterHours ?? ''),
    cron,
    timeZone,
    jitter: String(times.jitterMinutes ?? ''),
    endsAt: times.endsAt
      ? DateTime.fromISO(times.endsAt, { zone: timeZone }).toFormat(
          "yyyy-MM-dd'T'HH:mm",
        )
      : '',
    freezes: (times.freezes ?? []).map(({ from, until, reason = '' }) => ({
      from,
      until,
      reason,
    })),
    inFreeze,
    overlap,
    missed,
    enabled,
  };
}

function number(text: string): number | undefined {
  const value = Number(text);
  return text.trim() && Number.isFinite(value) ? value : undefined;
}
