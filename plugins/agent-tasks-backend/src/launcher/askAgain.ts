import type { PolicyDecision } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { ApprovalTimes, askApproval } from '../approvals/askApproval';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { freeLedgerPlace } from '../database/operations/ledger/freeLedgerPlace';
import { transitionTask } from '../database/operations/tasks/transitionTask';
import type { TaskRow } from '../database/rows';
import { BROKER } from './actor';

/**
 * Lets an admitted task wait for people: a rule has come since it was queued,
 * or who has agreed is not who has to agree now.
 *
 * @returns false where the admission is not the caller's any more.
 */
export async function askAgain(
  tx: Knex.Transaction,
  options: { task: TaskRow; decision: PolicyDecision; times: ApprovalTimes },
): Promise<boolean> {
  const { task, decision, times } = options;
  const waiting = await transitionTask(tx, {
    task,
    event: 'ask-approval',
    leaseId: task.lease_id ?? undefined,
    patch: {
      decision,
      admitted_at: null,
      identity_id: null,
      lease_id: null,
      lease_until: null,
    },
  });
  if (!waiting) {
    return false;
  }
  await freeLedgerPlace(tx, task.id);
  const approval = await askApproval(tx, {
    task: waiting,
    decision,
    askedBy: task.requested_by,
    times,
  });
  await appendAudit(tx, {
    action: 'task.ask-approval',
    actor: BROKER,
    result: 'allowed',
    task_id: task.id,
    entity_ref: task.entity_ref,
    repository: `${task.host}/${task.repository_owner}/${task.repository_name}`,
    ticket: task.ticket,
    identity_id: task.identity_id,
    details: {
      decision: decision as unknown as JsonObject,
      approval,
    },
  });
  return true;
}
