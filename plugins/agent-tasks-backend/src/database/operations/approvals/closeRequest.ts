import type { Knex } from 'knex';
import type { ApprovalRequestRow } from '../../rows';

/**
 * Ends the wait for an approval.
 *
 * @returns the request, or undefined where none was open any more.
 */
export async function closeRequest(
  tx: Knex.Transaction,
  close: {
    taskId: string;
    state: Exclude<ApprovalRequestRow['state'], 'open'>;
    by: string;
  },
): Promise<ApprovalRequestRow | undefined> {
  const [row] = await tx('approval_requests')
    .where({ task_id: close.taskId, state: 'open' })
    .update({
      state: close.state,
      closed_at: tx.raw('clock_timestamp()') as unknown as Date,
      closed_by: close.by,
      remind_at: null,
    })
    .returning('*');
  return row;
}
