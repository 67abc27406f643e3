import type { Knex } from 'knex';
import type { ScheduleRow } from '../../rows';

/** Schedules that match, those that run next first, disabled ones last. */
export async function listSchedules(
  db: Knex,
  filters: { owner?: string[]; text?: string; enabled?: boolean },
): Promise<ScheduleRow[]> {
  const { owner, text, enabled } = filters;
  const query = db('schedules').orderByRaw(
    'enabled desc, due_at nulls last, lower(title), id',
  );
  if (owner?.length) {
    query.whereIn('owner_ref', owner);
  }
  if (text?.trim()) {
    query.whereRaw('title ilike ?', [
      `%${text.trim().replace(/[\\%_]/g, match => `\\${match}`)}%`,
    ]);
  }
  if (enabled !== undefined) {
    query.where({ enabled });
  }
  return await query;
}
