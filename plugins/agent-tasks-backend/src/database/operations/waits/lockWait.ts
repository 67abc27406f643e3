import type { Knex } from 'knex';
import type { TaskWaitRow } from '../../rows';

/** What a task waits for, until the end of the transaction. */
export async function lockWait(
  tx: Knex.Transaction,
  taskId: string,
): Promise<TaskWaitRow | undefined> {
  return tx('task_waits').where({ task_id: taskId }).forUpdate().first();
}
