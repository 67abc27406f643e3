import type { Knex } from 'knex';
import type { ScheduleRow } from '../../rows';
import { databaseTime } from '../sqlTime';

/** No run of it begins any more; those that have begun are still looked at. */
export async function disableSchedule(
  tx: Knex,
  id: string,
  why: {
    code: NonNullable<ScheduleRow['disabled_code']>;
    message: string;
    by?: string;
  },
): Promise<void> {
  await tx('schedules')
    .where({ id })
    .update({
      enabled: false,
      disabled_code: why.code,
      disabled_message: why.message,
      disabled_by: why.by ?? null,
      disabled_at: databaseTime(tx),
      next_at: null,
      due_at: null,
    });
}
