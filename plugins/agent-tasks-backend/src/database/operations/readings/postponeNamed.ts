import type { Knex } from 'knex';

/**
 * Puts off the single reading of active tasks that a list has just named.
 *
 * No race: whatever changed a task in the meantime has set a due time of its own
 * state, which is no longer an active one.
 */
export async function postponeNamed(
  db: Knex,
  options: { identityId: string; githubTaskIds: string[]; afterMs: number },
): Promise<void> {
  await db('agent_tasks')
    .where({ identity_id: options.identityId, launch_state: 'launched' })
    .whereIn('github_task_id', options.githubTaskIds)
    .whereIn('agent_state', ['queued', 'in_progress'])
    .whereNotNull('next_look_at')
    .update({
      read_at: db.raw('clock_timestamp()') as unknown as Date,
      next_look_at: db.raw(`clock_timestamp() + ? * interval '1 ms'`, [
        options.afterMs,
      ]) as unknown as Date,
    });
}
