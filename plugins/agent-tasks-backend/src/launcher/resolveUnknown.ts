import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { stateOf } from '../audit/stateOf';
import { updateAttempt } from '../database/operations/attempts/updateAttempt';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { databaseTime } from '../database/operations/sqlTime';
import {
  TaskTransition,
  transitionTask,
} from '../database/operations/tasks/transitionTask';
import type { TaskRow } from '../database/rows';
import { acceptedAttempt, acceptedPatch } from './acceptedPatch';
import { BROKER } from './actor';
import type { ReconcileVerdict } from './verdictOf';

/**
 * Writes what a task with an unknown outcome turned out to be.
 *
 * @returns false where the look's lease was lost; then nothing is written.
 */
export async function resolveUnknown(
  tx: Knex.Transaction,
  options: {
    task: TaskRow;
    leaseId: string;
    verdict: Exclude<ReconcileVerdict, { kind: 'look-again' }>;
  },
): Promise<boolean> {
  const { task, leaseId, verdict } = options;
  const move = moveOf(tx, task, verdict);
  const moved = await transitionTask(tx, { task, leaseId, ...move });
  if (!moved) {
    return false;
  }
  if (verdict.kind === 'adopt') {
    await updateAttempt(
      tx,
      { taskId: task.id, number: task.attempt_number },
      acceptedAttempt(verdict.reading),
    );
  }
  await appendAudit(tx, {
    action: `task.${verdict.kind}`,
    actor: BROKER,
    result: 'allowed',
    task_id: task.id,
    entity_ref: task.entity_ref,
    repository: `${task.host}/${task.repository_owner}/${task.repository_name}`,
    ticket: task.ticket,
    identity_id: task.identity_id,
    details: {
      ...move.timeline?.data,
      before: stateOf(task),
      after: stateOf(moved),
    },
  });
  return true;
}

function moveOf(
  tx: Knex.Transaction,
  task: TaskRow,
  verdict: Exclude<ReconcileVerdict, { kind: 'look-again' }>,
): Pick<TaskTransition, 'event' | 'patch' | 'timeline'> {
  const attempt = task.attempt_number;
  const free = { lease_id: null, lease_until: null, admitted_at: null };
  switch (verdict.kind) {
    case 'adopt': {
      const { reading } = verdict;
      const data: JsonObject = {
        attempt,
        adopted: true,
        githubTaskId: reading.id,
        ...(reading.url && { url: reading.url }),
      };
      return {
        event: 'adopt',
        patch: acceptedPatch(tx, reading),
        timeline: { kind: 'launched', actor: BROKER, data },
      };
    }
    case 'hold':
      return {
        event: 'hold',
        patch: {
          ...free,
          held: true,
          failure_class: 'outcome-unknown',
          failure_message: verdict.reason,
        },
        timeline: {
          kind: 'launch-unknown',
          actor: BROKER,
          data: { attempt, held: true, message: verdict.reason },
        },
      };
    case 'relaunch':
    default:
      return {
        event: 'relaunch',
        patch: {
          ...free,
          identity_id: null,
          due_at: databaseTime(tx),
          failure_class: null,
          failure_message: null,
        },
        timeline: {
          kind: 'requeued',
          actor: BROKER,
          data: { attempt, message: 'The task was not found on GitHub.' },
        },
      };
  }
}
