import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';

/**
 * The task of an id, kept as it is until the transaction ends: what the caller
 * decides by it still holds when it writes.
 */
export async function lockTask(
  tx: Knex.Transaction,
  id: string,
): Promise<TaskRow | undefined> {
  return tx('agent_tasks').where({ id }).forUpdate().first();
}
