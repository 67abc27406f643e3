import type { Knex } from 'knex';
import type { ApprovalRequestRow } from '../../rows';

/** The latest request of a task, and whether its time is over. */
export type LatestRequest = ApprovalRequestRow & { overdue: boolean };

/**
 * The latest approval that was asked for a task. Read behind the lock on the
 * task, it stays as it is until the transaction ends.
 */
export async function findLatestRequest(
  knex: Knex,
  taskId: string,
): Promise<LatestRequest | undefined> {
  return await knex('approval_requests')
    .where({ task_id: taskId })
    .orderBy('seq', 'desc')
    .select('*', knex.raw('expires_at <= clock_timestamp() as overdue'))
    .first<LatestRequest | undefined>();
}
