import type { PolicyDecision } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { stateOf } from '../audit/stateOf';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { freeLedgerPlace } from '../database/operations/ledger/freeLedgerPlace';
import { transitionTask } from '../database/operations/tasks/transitionTask';
import type { TaskRow } from '../database/rows';
import { forgetRequester } from '../identities/RequesterTokens';
import { BROKER } from './actor';

/**
 * Ends an admitted task that policy does not allow any more.
 *
 * @returns false where the admission is not the caller's any more.
 */
export async function rejectLaunch(
  tx: Knex.Transaction,
  task: TaskRow,
  decision: PolicyDecision,
): Promise<boolean> {
  const reasons = decision.reasons.map(({ code, message }) => ({
    code,
    message,
  }));
  const rejected = await transitionTask(tx, {
    task,
    event: 'reject',
    leaseId: task.lease_id ?? undefined,
    patch: {
      decision,
      admitted_at: null,
      lease_id: null,
      lease_until: null,
      failure_class: 'policy',
      failure_message:
        reasons.map(reason => reason.message).join(' ') ||
        'Policy does not allow this task any more.',
    },
    timeline: { kind: 'rejected', actor: BROKER, data: { reasons } },
  });
  if (!rejected) {
    return false;
  }
  await freeLedgerPlace(tx, task.id);
  await forgetRequester(tx, task);
  await appendAudit(tx, {
    action: 'task.launch',
    actor: BROKER,
    result: 'refused',
    task_id: task.id,
    entity_ref: task.entity_ref,
    repository: `${task.host}/${task.repository_owner}/${task.repository_name}`,
    ticket: task.ticket,
    identity_id: task.identity_id,
    details: { before: stateOf(task), after: stateOf(rejected), reasons },
  });
  return true;
}
