import type { Knex } from 'knex';
import { stateOf } from '../audit/stateOf';
import { updateAttempt } from '../database/operations/attempts/updateAttempt';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { markLedgerSent } from '../database/operations/ledger/markLedgerSent';
import { databaseTime } from '../database/operations/sqlTime';
import { lockExpiredLaunches } from '../database/operations/tasks/lockExpiredLaunches';
import { transitionTask } from '../database/operations/tasks/transitionTask';
import { forgetRequester } from '../identities/RequesterTokens';
import { BROKER } from './actor';

const BATCH = 50;
const MESSAGE =
  'The backend that launched the task stopped before it was done.';

/**
 * Takes over launches whose worker died or was cut off: their outcome is
 * unknown, and is looked up.
 *
 * No race with the worker: it writes only while its lease lasts, and the lease
 * of a row that is locked here has ended by the same clock.
 *
 * @returns ids of the tasks
 */
export async function takeOverLaunches(knex: Knex): Promise<string[]> {
  return await knex.transaction(async tx => {
    const tasks = await lockExpiredLaunches(tx, BATCH);
    for (const task of tasks) {
      const taken = await transitionTask(tx, {
        task,
        event: 'outcome-unknown',
        patch: {
          admitted_at: null,
          lease_id: null,
          lease_until: null,
          due_at: databaseTime(tx),
          failure_class: 'outcome-unknown',
          failure_message: MESSAGE,
        },
        timeline: {
          kind: 'launch-unknown',
          actor: BROKER,
          data: { attempt: task.attempt_number, message: MESSAGE },
        },
      });
      await updateAttempt(
        tx,
        { taskId: task.id, number: task.attempt_number },
        {
          outcome: 'unknown',
          failure_class: 'outcome-unknown',
          failure_message: MESSAGE,
        },
      );
      await markLedgerSent(tx, task.id);
      await forgetRequester(tx, task);
      await appendAudit(tx, {
        action: 'task.launch-unknown',
        actor: BROKER,
        result: 'allowed',
        task_id: task.id,
        identity_id: task.identity_id,
        details: {
          before: stateOf(task),
          ...(taken && { after: stateOf(taken) }),
          reasons: [{ code: 'outcome-unknown', message: MESSAGE }],
        },
      });
    }
    return tasks.map(task => task.id);
  });
}
