import type { Knex } from 'knex';
import type { ApprovalRow } from '../../rows';

/**
 * Approvals that a task was given in full, for exactly this content. Those of
 * a request that was left to expire or withdrawn hold for nothing, and so does
 * everything from before a rejection.
 */
export async function findGivenApprovals(
  knex: Knex,
  content: {
    taskId: string;
    promptDigest: string;
    templateDigest: string | null;
  },
): Promise<ApprovalRow[]> {
  return await knex('approvals')
    .where('verdict', 'approved')
    .whereIn(
      'request_id',
      knex('approval_requests')
        .select('id')
        .where({
          task_id: content.taskId,
          state: 'approved',
          prompt_digest: content.promptDigest,
        })
        .whereRaw('template_digest is not distinct from ?', [
          content.templateDigest,
        ])
        .whereRaw(
          "seq > coalesce((select max(seq) from approval_requests where task_id = ? and state = 'rejected'), 0)",
          [content.taskId],
        ),
    )
    .orderBy('id');
}
