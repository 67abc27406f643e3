import type { Knex } from 'knex';
import type { ApprovalRow } from '../../rows';

/** What approvers have said about requests, in the order in which they did. */
export async function listApprovals(
  knex: Knex,
  requestIds: string[],
): Promise<ApprovalRow[]> {
  return requestIds.length
    ? await knex('approvals').whereIn('request_id', requestIds).orderBy('id')
    : [];
}
