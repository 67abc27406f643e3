import { requestFacts } from '../audit/requestFacts';
import { stateOf } from '../audit/stateOf';
import { closeRequest } from '../database/operations/approvals/closeRequest';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { lockTask } from '../database/operations/tasks/lockTask';
import { transitionTask } from '../database/operations/tasks/transitionTask';
import type { TaskRow } from '../database/rows';
import { forgetRequester } from '../identities/RequesterTokens';
import { createRefusal } from '../refusals/Refusal';
import { taskNotFound } from '../refusals/taskNotFound';
import { taskActions } from './taskActions';
import type { TaskDependencies } from './TaskDependencies';
import type { Caller } from './TaskService';
import { withdrawalOf } from './withdrawalOf';

/**
 * Withdraws a task that was not sent. The launcher begins with a conditional
 * write on the same row: whichever commits first wins, the other sees the new
 * state, a launcher gets zero rows and stops.
 */
export async function withdrawTask(
  deps: Pick<TaskDependencies, 'database'>,
  id: string,
  options: { reason?: string },
  caller: Caller,
): Promise<TaskRow> {
  const row = await deps.database.transaction(async tx => {
    const task = await lockTask(tx, id);
    if (!task) {
      throw taskNotFound(id);
    }
    const { withdraw } = taskActions(task);
    if (!withdraw.allowed) {
      throw createRefusal('conflict', [
        {
          code: 'withdraw-not-possible',
          message:
            withdraw.reason ?? 'The state of the task allows no withdrawal.',
        },
      ]);
    }
    const written = await transitionTask(tx, {
      task,
      ...(await withdrawalOf(tx, task)),
      timeline: {
        kind: 'withdrawn',
        actor: caller.actor,
        data: { ...(options.reason && { reason: options.reason }) },
      },
    });
    await closeRequest(tx, {
      taskId: id,
      state: 'withdrawn',
      by: caller.actor,
    });
    await forgetRequester(tx, task);
    await appendAudit(tx, {
      action: 'task.withdraw',
      actor: caller.actor,
      result: 'allowed',
      task_id: id,
      entity_ref: task.entity_ref,
      repository: `${task.host}/${task.repository_owner}/${task.repository_name}`,
      ticket: task.ticket,
      details: {
        ...requestFacts(caller),
        before: stateOf(task),
        ...(written && { after: stateOf(written) }),
        ...(options.reason && { reason: options.reason }),
      },
    });
    return written;
  });
  if (!row) {
    throw new Error(`Task ${id} changed while it was locked`);
  }
  return row;
}
