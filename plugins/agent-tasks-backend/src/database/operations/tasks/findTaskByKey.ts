import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';

/** The earlier task of a caller's idempotency key. */
export async function findTaskByKey(
  knex: Knex | Knex.Transaction,
  key: { requestedBy: string; idempotencyKey: string },
): Promise<TaskRow | undefined> {
  return knex('agent_tasks')
    .where({
      requested_by: key.requestedBy,
      idempotency_key: key.idempotencyKey,
    })
    .first();
}
