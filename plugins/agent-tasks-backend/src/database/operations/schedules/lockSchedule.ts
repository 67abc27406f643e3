import type { Knex } from 'knex';
import type { ScheduleRow } from '../../rows';

/** Reads a schedule that nobody else changes until the transaction ends. */
export async function lockSchedule(
  tx: Knex.Transaction,
  id: string,
): Promise<ScheduleRow | undefined> {
  return await tx('schedules').where({ id }).forUpdate().first();
}
