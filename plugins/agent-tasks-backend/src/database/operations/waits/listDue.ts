import type { Knex } from 'knex';

/** Tasks whose next rung is to be told, those that have waited longest first. */
export async function listDue(db: Knex, limit: number): Promise<string[]> {
  const rows = await db('task_waits')
    .whereRaw('due_at <= clock_timestamp()')
    .orderBy('due_at')
    .limit(limit)
    .select('task_id');
  return rows.map(({ task_id: id }) => id);
}
