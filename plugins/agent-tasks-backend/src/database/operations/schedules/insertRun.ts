import type { Knex } from 'knex';
import type { ScheduleRunRow } from '../../rows';
import { databaseTime } from '../sqlTime';

/**
 * Notes a run, also one that is left out.
 *
 * @returns undefined where the planned run of that time is there already
 */
export async function insertRun(
  tx: Knex.Transaction,
  run: Pick<
    ScheduleRunRow,
    'id' | 'schedule_id' | 'planned_at' | 'manual' | 'state'
  > &
    Partial<Pick<ScheduleRunRow, 'asked_by' | 'reason' | 'not_before'>>,
): Promise<ScheduleRunRow | undefined> {
  const [row] = await tx('schedule_runs')
    .insert({
      ...run,
      created_at: databaseTime(tx),
      ...(run.state === 'skipped' && { ended_at: databaseTime(tx) }),
    })
    .onConflict()
    .ignore()
    .returning('*');
  return row;
}
