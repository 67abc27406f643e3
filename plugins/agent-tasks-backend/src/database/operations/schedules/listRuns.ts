import type { Knex } from 'knex';
import type { ScheduleRunRow } from '../../rows';

/**
 * Runs of a schedule, the latest first.
 *
 * @returns at most `limit + 1` rows
 */
export async function listRuns(
  db: Knex,
  options: { scheduleId: string; limit: number; before?: string },
): Promise<{ rows: ScheduleRunRow[]; totalItems: number }> {
  const { scheduleId, limit, before } = options;
  const runs = () => db('schedule_runs').where({ schedule_id: scheduleId });
  const page = runs()
    .orderBy('seq', 'desc')
    .limit(limit + 1);
  if (before !== undefined) {
    page.where('seq', '<', before);
  }
  const [rows, [{ count }]] = await Promise.all([
    page,
    runs().count<{ count: string }[]>('* as count'),
  ]);
  return { rows, totalItems: Number(count) };
}
