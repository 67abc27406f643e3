import type { Knex } from 'knex';

/** Tasks whose approval is not waited for any longer. */
export async function listOverdueTasks(
  knex: Knex,
  limit: number,
): Promise<string[]> {
  return await knex('approval_requests')
    .where('state', 'open')
    .whereRaw('least(remind_at, expires_at) <= clock_timestamp()')
    .whereRaw('expires_at <= clock_timestamp()')
    .orderBy('expires_at')
    .limit(limit)
    .pluck('task_id');
}
