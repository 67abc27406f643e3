import type { Knex } from 'knex';
import { stateOf } from '../audit/stateOf';
import { closeRequest } from '../database/operations/approvals/closeRequest';
import { findLatestRequest } from '../database/operations/approvals/findLatestRequest';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { enqueueApprovalNews } from '../database/operations/outbox/enqueueApprovalNews';
import { lockTask } from '../database/operations/tasks/lockTask';
import { transitionTask } from '../database/operations/tasks/transitionTask';
import { forgetRequester } from '../identities/RequesterTokens';
import { BROKER } from '../launcher/actor';

/**
 * Ends a task that nobody has approved in time. Locks the task first, as an
 * approval does: whichever commits first wins.
 *
 * @returns false where it was decided meanwhile.
 */
export async function expireApproval(
  tx: Knex.Transaction,
  taskId: string,
): Promise<boolean> {
  const task = await lockTask(tx, taskId);
  const request = await findLatestRequest(tx, taskId);
  if (
    task?.launch_state !== 'awaiting_approval' ||
    request?.state !== 'open' ||
    !request.overdue
  ) {
    return false;
  }
  const written = await transitionTask(tx, {
    task,
    event: 'reject',
    patch: { failure_class: 'approval-expired', failure_message: null },
    timeline: {
      kind: 'approval-expired',
      actor: BROKER,
      data: { requestId: request.id },
    },
  });
  if (!written) {
    return false;
  }
  await closeRequest(tx, { taskId, state: 'expired', by: BROKER });
  await forgetRequester(tx, task);
  await enqueueApprovalNews(tx, request, {
    event: 'expired',
    requestId: request.id,
  });
  await appendAudit(tx, {
    action: 'task.expire-approval',
    actor: BROKER,
    result: 'allowed',
    task_id: task.id,
    entity_ref: task.entity_ref,
    repository: `${task.host}/${task.repository_owner}/${task.repository_name}`,
    template_digest: request.template_digest,
    ticket: task.ticket,
    details: {
      approvalRequestId: request.id,
      before: stateOf(task),
    },
  });
  return true;
}
