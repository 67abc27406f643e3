import type { Knex } from 'knex';
import { openRunStates } from '../../../schedules/decideRun';
import type { ScheduleRunRow } from '../../rows';

/** Runs of a schedule that have not ended, the earliest first. */
export async function listOpenRuns(
  db: Knex,
  scheduleId: string,
): Promise<ScheduleRunRow[]> {
  return await db('schedule_runs')
    .where({ schedule_id: scheduleId })
    .whereIn('state', openRunStates)
    .orderBy('seq');
}
