import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { requestFacts } from '../audit/requestFacts';
import { stateOf } from '../audit/stateOf';
import { coverNeeds, isCovered } from '../approvals/coverNeeds';
import { refuseVerdict } from '../approvals/refuseVerdict';
import { closeRequest } from '../database/operations/approvals/closeRequest';
import { findLatestRequest } from '../database/operations/approvals/findLatestRequest';
import { insertApproval } from '../database/operations/approvals/insertApproval';
import { listApprovals } from '../database/operations/approvals/listApprovals';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { findScheduledBy } from '../database/operations/schedules/findScheduledBy';
import { enqueueApprovalNews } from '../database/operations/outbox/enqueueApprovalNews';
import { enqueueTaskChanged } from '../database/operations/outbox/enqueueTaskChanged';
import { lockTask } from '../database/operations/tasks/lockTask';
import {
  TaskTransition,
  transitionTask,
} from '../database/operations/tasks/transitionTask';
import { appendTimeline } from '../database/operations/timeline/appendTimeline';
import type { ApprovalRequestRow, TaskRow } from '../database/rows';
import { forgetRequester } from '../identities/RequesterTokens';
import { createRefusal } from '../refusals/Refusal';
import { taskNotFound } from '../refusals/taskNotFound';
import type { TaskDependencies } from './TaskDependencies';
import type { Caller } from './TaskService';

/** What an approver says. */
export type Verdict = {
  verdict: 'approved' | 'rejected';
  /** Of the prompt that was read. */
  promptDigest: string;
  comment?: string;
};

/**
 * Writes what an approver says about a task, and queues or ends it where that
 * decides.
 *
 * The row of the task is locked first, as a withdrawal and the end of the wait
 * do: of two that decide at once the second finds it decided, and is told so.
 *
 * @throws a refusal with all reasons: not found, not an approver, or a conflict.
 */
export async function decideApproval(
  deps: Pick<TaskDependencies, 'database' | 'onQueued'>,
  id: string,
  said: Verdict,
  caller: Caller,
): Promise<TaskRow> {
  const { userRef, memberships } = caller;
  // asked before the lock: the answer comes from another plugin
  const refs = userRef && memberships ? await memberships() : [];
  const row = await deps.database.transaction(async tx => {
    const task = await lockTask(tx, id);
    if (!task) {
      throw taskNotFound(id);
    }
    const request = await findLatestRequest(tx, id);
    const earlier = request ? await listApprovals(tx, [request.id]) : [];
    const approverRefs = refs.filter(ref => request?.approvers.includes(ref));
    const scheduledBy = await findScheduledBy(tx, task.requested_by);
    const refused = refuseVerdict({
      task,
      ...(scheduledBy !== undefined && { scheduledBy }),
      ...(request && { request }),
      promptDigest: said.promptDigest,
      ...(userRef !== undefined && { user: userRef }),
      approverRefs,
      spoken: earlier.some(({ approver }) => approver === userRef),
    });
    if (refused || !request || userRef === undefined) {
      throw createRefusal(refused?.kind ?? 'conflict', refused?.reasons ?? []);
    }
    const given = {
      request_id: request.id,
      approver: userRef,
      verdict: said.verdict,
      approver_refs: approverRefs,
      comment: said.comment ?? null,
      prompt_digest: said.promptDigest,
    };
    if (!(await insertApproval(tx, given))) {
      throw new Error(`Task ${id} was approved while it was locked`);
    }
    const decides =
      said.verdict === 'rejected' ||
      isCovered(coverNeeds(request.needs, [...earlier, given]));
    const written = decides
      ? await settle(tx, { task, request, said, by: userRef })
      : await note(tx, { task, said, by: userRef });
    await audit(tx, { task, request, said, caller, approverRefs, decides });
    return written;
  });
  if (!row) {
    throw new Error(`Task ${id} changed while it was locked`);
  }
  deps.onQueued();
  return row;
}

type Said = { task: TaskRow; said: Verdict; by: string };

async function settle(
  tx: Knex.Transaction,
  options: Said & { request: ApprovalRequestRow },
): Promise<TaskRow | undefined> {
  const { task, request, said, by } = options;
  const written = await transitionTask(tx, { task, ...moveOf(options) });
  await closeRequest(tx, { taskId: task.id, state: said.verdict, by });
  if (said.verdict === 'rejected') {
    await forgetRequester(tx, task);
  }
  await enqueueApprovalNews(tx, request, {
    event: said.verdict,
    requestId: request.id,
    by,
    ...(said.comment && { comment: said.comment }),
  });
  return written;
}

function moveOf({
  said,
  by,
}: Said): Pick<TaskTransition, 'event' | 'patch' | 'timeline'> {
  const data = dataOf(said);
  return said.verdict === 'approved'
    ? { event: 'approve', timeline: { kind: 'approved', actor: by, data } }
    : {
        event: 'reject',
        patch: {
          failure_class: 'approval-rejected',
          failure_message: null,
        },
        timeline: { kind: 'rejected', actor: by, data },
      };
}

/** One of several approvals: the task goes on waiting. */
async function note(
  tx: Knex.Transaction,
  { task, said, by }: Said,
): Promise<TaskRow> {
  await appendTimeline(tx, {
    taskId: task.id,
    kind: 'approved',
    actor: by,
    data: dataOf(said),
  });
  await enqueueTaskChanged(tx, task, task.phase);
  return task;
}

function dataOf(said: Verdict): JsonObject {
  return {
    promptDigest: said.promptDigest,
    ...(said.comment && { comment: said.comment }),
  };
}

async function audit(
  tx: Knex.Transaction,
  options: {
    task: TaskRow;
    request: ApprovalRequestRow;
    said: Verdict;
    caller: Caller;
    approverRefs: string[];
    decides: boolean;
  },
): Promise<void> {
  const { task, request, said, caller, approverRefs, decides } = options;
  await appendAudit(tx, {
    action: said.verdict === 'approved' ? 'task.approve' : 'task.reject',
    actor: caller.actor,
    result: 'allowed',
    task_id: task.id,
    entity_ref: task.entity_ref,
    repository: `${task.host}/${task.repository_owner}/${task.repository_name}`,
    template_digest: request.template_digest,
    ticket: task.ticket,
    details: {
      ...requestFacts(caller),
      approvalRequestId: request.id,
      approverRefs,
      decides,
      ...dataOf(said),
      decisionDigest: request.decision_digest,
      before: stateOf(task),
    },
  });
}
