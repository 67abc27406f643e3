import type {
  ListScheduleRunsQuery,
  ListSchedulesQuery,
  Schedule,
  ScheduleList,
  ScheduleRun,
  ScheduleRunPage,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';

const BEGINNING_POLL_MS = 2_000;
const RUNNING_POLL_MS = 10_000;
const IDLE_POLL_MS = 60_000;

function pollOf(runs: (ScheduleRun | undefined)[]): number {
  const states = runs.map(run => run?.state);
  if (states.includes('planning')) {
    return BEGINNING_POLL_MS;
  }
  return states.includes('running') || states.includes('waiting')
    ? RUNNING_POLL_MS
    : IDLE_POLL_MS;
}

/**
 * The schedules that match, kept fresh.
 *
 * @public
 */
export function useSchedules(
  query: ListSchedulesQuery,
): LiveResult<ScheduleList> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: JSON.stringify(query),
    load: signal => api.listSchedules(query, { signal }),
    pollMs: list => pollOf((list?.items ?? []).map(({ lastRun }) => lastRun)),
    concerns: () => false,
    keepPrevious: true,
  });
}

/**
 * One schedule, kept fresh.
 *
 * @public
 */
export function useSchedule(id: string): LiveResult<Schedule> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: id,
    load: signal => api.getSchedule(id, { signal }),
    pollMs: schedule => pollOf([schedule?.lastRun]),
    concerns: () => false,
  });
}

/**
 * A page of a schedule's runs, read again where its last run has changed.
 *
 * @public
 */
export function useScheduleRuns(
  schedule: Schedule,
  query: ListScheduleRunsQuery,
): LiveResult<ScheduleRunPage> {
  const api = useApi(agentTasksApiRef);
  const { id, lastRun } = schedule;
  return useLiveQuery({
    key: JSON.stringify([id, lastRun, query]),
    load: signal => api.listScheduleRuns(id, query, { signal }),
    pollMs: page => pollOf(page?.items ?? []),
    concerns: () => false,
    keepPrevious: true,
  });
}
