import type { Knex } from 'knex';
import type { ApprovalRequestRow } from '../../rows';

/** The approvals that tasks wait for. */
export async function findOpenRequests(
  knex: Knex,
  taskIds: string[],
): Promise<ApprovalRequestRow[]> {
  return taskIds.length
    ? await knex('approval_requests')
        .where('state', 'open')
        .whereIn('task_id', taskIds)
    : [];
}
