import type { Knex } from 'knex';
import type { ApprovalRow } from '../../rows';

/**
 * Writes down what an approver has said, once for each request.
 *
 * @returns false where the approver has spoken before.
 */
export async function insertApproval(
  tx: Knex.Transaction,
  approval: Omit<ApprovalRow, 'id' | 'at'>,
): Promise<boolean> {
  const rows = await tx('approvals')
    .insert(approval)
    .onConflict(['request_id', 'approver'])
    .ignore()
    .returning('id');
  return rows.length > 0;
}
