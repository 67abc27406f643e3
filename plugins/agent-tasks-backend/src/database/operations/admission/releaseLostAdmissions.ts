import type { Knex } from 'knex';

/**
 * Puts tasks back into the queue whose job got lost: they were admitted and
 * their launch has not begun before the admission ended.
 *
 * @returns ids of the tasks
 */
export async function releaseLostAdmissions(knex: Knex): Promise<string[]> {
  const rows = await knex('agent_tasks')
    .where('launch_state', 'queued')
    .whereNotNull('admitted_at')
    .where('lease_until', '<', knex.raw('clock_timestamp()'))
    .update({
      admitted_at: null,
      identity_id: null,
      lease_id: null,
      lease_until: null,
    })
    .returning('id');
  return rows.map(row => row.id);
}
