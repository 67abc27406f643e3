import type { Knex } from 'knex';
import type { ScheduleRunRow } from '../../rows';

/** The latest run of each schedule that has one. */
export async function listLastRuns(
  db: Knex,
  scheduleIds: string[],
): Promise<ScheduleRunRow[]> {
  return await db('schedule_runs')
    .whereIn('schedule_id', scheduleIds)
    .distinctOn('schedule_id')
    .orderBy([{ column: 'schedule_id' }, { column: 'seq', order: 'desc' }]);
}
