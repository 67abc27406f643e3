import type { Knex } from 'knex';
import { closeRequest } from '../database/operations/approvals/closeRequest';
import { appendAudit } from '../database/operations/audit/appendAudit';
import {
  lockRevokedTasks,
  RevokedTask,
} from '../database/operations/templates';
import { transitionTask } from '../database/operations/tasks/transitionTask';
import { forgetRequester } from '../identities/RequesterTokens';
import { withdrawalOf } from '../tasks/withdrawalOf';
import { statesThatAllow } from '../tasks/transitions';

/** Tasks of one transaction: some tenths of a second of held rows. */
const BATCH = 100;

/**
 * Withdraws what is queued with revoked words, some tasks in a transaction, so
 * that it can stop anywhere and go on: what is left is found again.
 *
 * Until then nothing of it launches: policy is asked right before a launch,
 * and refuses revoked words.
 *
 * @returns how many were withdrawn; 0 where nothing is left.
 */
export async function withdrawRevoked(knex: Knex): Promise<number> {
  return await knex.transaction(async tx => {
    const tasks = await lockRevokedTasks(tx, {
      states: statesThatAllow('withdraw'),
      limit: BATCH,
    });
    for (const task of tasks) {
      await withdraw(tx, task);
    }
    return tasks.length;
  });
}

async function withdraw(tx: Knex.Transaction, locked: RevokedTask) {
  const {
    revoked_version: version,
    revoked_digest: digest,
    revoked_by: actor,
    revoked_reason: reason,
    ...task
  } = locked;
  await transitionTask(tx, {
    task,
    ...(await withdrawalOf(tx, task)),
    timeline: {
      kind: 'withdrawn',
      actor,
      data: {
        reason: `Version ${version} of its template was revoked: ${reason}`,
        digest,
      },
    },
  });
  await closeRequest(tx, { taskId: task.id, state: 'withdrawn', by: actor });
  await forgetRequester(tx, task);
  await appendAudit(tx, {
    action: 'task.withdraw',
    actor,
    result: 'allowed',
    task_id: task.id,
    entity_ref: task.entity_ref,
    repository: `${task.host}/${task.repository_owner}/${task.repository_name}`,
    template_digest: digest,
    ticket: task.ticket,
    details: {
      before: { launchState: task.launch_state, phase: task.phase },
      templateRevoked: true,
      reason,
    },
  });
}
