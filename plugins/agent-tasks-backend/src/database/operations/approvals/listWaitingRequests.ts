import type { AgentTaskFilter } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { ApprovalRequestRow } from '../../rows';
import { applyTaskFilters } from '../tasks/taskFilters';

/** Whose approvals are listed. */
export type WaitingFilter = {
  /** What the caller may see; everything without it. */
  visible?: PermissionCriteria<AgentTaskFilter>;
  /** One of these is asked; anybody without it. */
  approvers?: string[];
  /** Who may still approve: did not ask, has not approved. */
  undecidedBy?: string;
};

/**
 * A page of the approvals that are waited for, the oldest first, and how many
 * there are.
 *
 * @returns at most `limit + 1` rows, so that the caller sees whether there are
 * more.
 */
export async function listWaitingRequests(
  knex: Knex,
  options: { filter: WaitingFilter; limit: number; after?: string },
): Promise<{ rows: ApprovalRequestRow[]; total: number }> {
  const { filter, limit, after } = options;
  const waiting = () => {
    const query = knex('approval_requests').where('state', 'open');
    if (filter.approvers) {
      query.whereRaw('approvers && ?::text[]', [filter.approvers]);
    }
    const { undecidedBy, visible } = filter;
    if (undecidedBy !== undefined) {
      query
        .whereNot('asked_by', undecidedBy)
        .whereNotExists(
          knex('approvals')
            .select(knex.raw('1'))
            .where('approvals.request_id', knex.ref('approval_requests.id'))
            .where('approver', undecidedBy),
        );
    }
    if (undecidedBy !== undefined || visible) {
      const tasks = knex('agent_tasks').select('id');
      if (undecidedBy !== undefined) {
        tasks.whereNot('requested_by', undecidedBy);
      }
      applyTaskFilters(tasks, { visible });
      query.whereIn('task_id', tasks);
    }
    return query;
  };
  const page = waiting()
    .orderBy('seq')
    .limit(limit + 1);
  if (after !== undefined) {
    page.whereRaw('seq > ?::bigint', [after]);
  }
  const [rows, [{ count }]] = await Promise.all([
    page,
    waiting().count<[{ count: string }]>({ count: '*' }),
  ]);
  return { rows, total: Number(count) };
}
