import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';

/** The tasks that changes are about, as they are now. */
export async function findToldTasks(
  tx: Knex.Transaction,
  taskIds: string[],
): Promise<TaskRow[]> {
  return taskIds.length
    ? await tx('agent_tasks').whereIn('id', [...new Set(taskIds)])
    : [];
}
