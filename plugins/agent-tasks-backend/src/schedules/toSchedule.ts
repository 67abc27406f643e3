import type {
  CampaignCounts,
  Schedule,
  ScheduleRun,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type {
  CampaignRow,
  ScheduleRow,
  ScheduleRunRow,
} from '../database/rows';
import { optional } from '../json/optional';
import { scheduleActions } from './scheduleActions';
import { nextRuns } from './scheduleTimes';

/** Runs to come that are shown. */
export const SHOWN_RUNS = 5;

/** What a run does, as far as its own list shows it. */
export type RunCampaign = Pick<CampaignRow, 'id' | 'title' | 'state'> & {
  counts: CampaignCounts;
};

/** A schedule as the API shows it. Pure. */
export function toSchedule(
  row: ScheduleRow,
  beside: { now: Date; lastRun?: ScheduleRun },
): Schedule {
  const { enabled, request } = row;
  return {
    id: row.id,
    title: row.title,
    ...optional('description', row.description),
    owner: row.owner_ref,
    enabled,
    ...(!enabled &&
      row.disabled_code && {
        disabled: {
          code: row.disabled_code,
          message: row.disabled_message ?? '',
          ...optional('by', row.disabled_by),
          at: (row.disabled_at ?? row.changed_at).toISOString(),
        },
      }),
    ...optional('entityRef', row.entity_ref),
    request,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    changedBy: row.changed_by,
    changedAt: row.changed_at.toISOString(),
    nextRuns: enabled ? nextRuns(request.times, beside.now, SHOWN_RUNS) : [],
    ...optional('lastRun', beside.lastRun),
    actions: scheduleActions(row),
  };
}

/** A run as the API shows it. Pure. */
export function toRun(
  row: ScheduleRunRow,
  campaign: RunCampaign | undefined,
): ScheduleRun {
  return {
    id: row.id,
    state: row.state,
    ...optional('reason', row.reason),
    plannedAt: row.planned_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    ...optional('startedAt', row.started_at?.toISOString()),
    ...optional('endedAt', row.ended_at?.toISOString()),
    manual: row.manual,
    ...optional('askedBy', row.asked_by),
    ...optional('campaign', campaign),
  };
}
