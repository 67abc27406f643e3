import type { Knex } from 'knex';
import type { ApprovalRequestRow } from '../../rows';

/** Requests by their ids, as they are now. */
export async function findRequests(
  knex: Knex,
  ids: string[],
): Promise<ApprovalRequestRow[]> {
  return ids.length
    ? await knex('approval_requests').whereIn('id', [...new Set(ids)])
    : [];
}
