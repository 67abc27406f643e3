import type { Knex } from 'knex';

/** @returns how many tasks of an identity its lists can name as active. */
export async function countFollowed(
  db: Knex,
  identityId: string,
): Promise<number> {
  const [{ count }] = await db('agent_tasks')
    .where({
      identity_id: identityId,
      launch_state: 'launched',
      as_requester: false,
    })
    .whereIn('agent_state', ['queued', 'in_progress'])
    .count<{ count: string }[]>();
  return Number(count);
}
