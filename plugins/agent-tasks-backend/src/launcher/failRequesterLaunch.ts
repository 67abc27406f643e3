import type { Knex } from 'knex';
import { stateOf } from '../audit/stateOf';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { freeLedgerPlace } from '../database/operations/ledger/freeLedgerPlace';
import { transitionTask } from '../database/operations/tasks/transitionTask';
import type { TaskRow } from '../database/rows';
import { forgetRequester } from '../identities/RequesterTokens';
import { BROKER } from './actor';
import { describeFailure } from './failures';

const CLASS = 'requester-token-missing';

/**
 * Ends an admitted task whose requester's token is gone: it was used for an
 * earlier launch, or cannot be read. No other account takes its place.
 */
export async function failRequesterLaunch(
  tx: Knex.Transaction,
  task: TaskRow,
): Promise<void> {
  const { message } = describeFailure(CLASS);
  const failed = await transitionTask(tx, {
    task,
    event: 'not-accepted',
    leaseId: task.lease_id ?? undefined,
    patch: {
      admitted_at: null,
      lease_id: null,
      lease_until: null,
      failure_class: CLASS,
      failure_message: message,
    },
    timeline: {
      kind: 'launch-failed',
      actor: BROKER,
      data: { class: CLASS, message },
    },
  });
  if (!failed) {
    return;
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
    details: {
      before: stateOf(task),
      after: stateOf(failed),
      reasons: [{ code: CLASS, message }],
    },
  });
}
