import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/** Gives a task with an unknown outcome back until its next look. */
export async function postponeReconcile(
  knex: Knex,
  options: { taskId: string; leaseId: string; dueInMs: number },
): Promise<void> {
  await knex('agent_tasks')
    .where({
      id: options.taskId,
      lease_id: options.leaseId,
      launch_state: 'launch_unknown',
    })
    .update({
      lease_id: null,
      lease_until: null,
      due_at: databaseTime(knex, options.dueInMs),
    });
}
