import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';
import { databaseTime } from '../sqlTime';

/**
 * Puts an admitted task back into the queue before its launch has begun, and
 * frees its place in the ledger.
 *
 * @returns false where the admission was not the caller's any more.
 */
export async function releaseAdmission(
  tx: Knex.Transaction,
  options: { task: TaskRow; dueInMs: number },
): Promise<boolean> {
  const { task, dueInMs } = options;
  const count = await tx('agent_tasks')
    .where({ id: task.id, launch_state: 'queued', lease_id: task.lease_id })
    .update({
      admitted_at: null,
      identity_id: null,
      lease_id: null,
      lease_until: null,
      due_at: databaseTime(tx, dueInMs),
    });
  if (count) {
    await tx('launch_ledger')
      .where('task_id', task.id)
      .whereNull('sent_at')
      .delete();
  }
  return count > 0;
}
