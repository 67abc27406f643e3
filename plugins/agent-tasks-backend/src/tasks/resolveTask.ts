import type {
  Reason,
  ResolveTasksRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { listKnownGitHubTasks } from '../database/operations/attempts/listKnownGitHubTasks';
import { lockGitHubTask } from '../database/operations/attempts/lockGitHubTask';
import { updateAttempt } from '../database/operations/attempts/updateAttempt';
import { requestFacts } from '../audit/requestFacts';
import { stateOf } from '../audit/stateOf';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { databaseTime } from '../database/operations/sqlTime';
import { findTask } from '../database/operations/tasks/findTask';
import { lockTask } from '../database/operations/tasks/lockTask';
import {
  TaskTransition,
  transitionTask,
} from '../database/operations/tasks/transitionTask';
import type { TaskRow } from '../database/rows';
import type { TaskReading } from '../github/mapTask';
import { acceptedAttempt, acceptedPatch } from '../launcher/acceptedPatch';
import { belongsToAnother } from '../launcher/findGitHubTask';
import { createRefusal } from '../refusals/Refusal';
import { taskNotFound } from '../refusals/taskNotFound';
import { taskActions } from './taskActions';
import type { TaskDependencies } from './TaskDependencies';
import type { Caller } from './TaskService';

/**
 * Writes what a person has decided about a launch whose outcome stayed unknown.
 *
 * GitHub is asked before the row is locked, the state after: of two decisions
 * about a task, or two that take the same task of GitHub's, one wins.
 *
 * @throws a refusal: not found, or a conflict that says why not.
 */
export async function resolveTask(
  deps: Pick<TaskDependencies, 'database' | 'findGitHubTask' | 'onQueued'>,
  id: string,
  request: Omit<ResolveTasksRequest, 'ids'>,
  caller: Caller,
): Promise<TaskRow> {
  const { database, findGitHubTask } = deps;
  const seen = await findTask(database, id);
  if (!seen) {
    throw taskNotFound(id);
  }
  assertAllowed(seen);
  const found =
    request.action === 'mark-launched' && request.githubTaskId !== undefined
      ? await findGitHubTask(seen, request.githubTaskId)
      : undefined;
  if (found && 'problem' in found) {
    throw conflict(found.problem);
  }
  const row = await database.transaction(async tx => {
    const task = await lockTask(tx, id);
    if (!task) {
      throw taskNotFound(id);
    }
    assertAllowed(task);
    if (found) {
      await lockGitHubTask(tx, found.reading.id);
      if ((await listKnownGitHubTasks(tx, [found.reading.id])).size) {
        throw conflict(belongsToAnother(found.reading.id));
      }
    }
    return await write(tx, {
      task,
      request,
      caller,
      ...(found && { reading: found.reading }),
    });
  });
  if (!row) {
    throw new Error(`Task ${id} changed while it was locked`);
  }
  deps.onQueued();
  return row;
}

async function write(
  tx: Knex.Transaction,
  options: {
    task: TaskRow;
    request: Omit<ResolveTasksRequest, 'ids'>;
    caller: Caller;
    reading?: TaskReading;
  },
): Promise<TaskRow | undefined> {
  const { task, request, caller, reading } = options;
  const written = await transitionTask(tx, {
    task,
    ...moveOf(tx, options),
  });
  if (reading) {
    await updateAttempt(
      tx,
      { taskId: task.id, number: task.attempt_number },
      acceptedAttempt(reading),
    );
  }
  await appendAudit(tx, {
    action: 'task.resolve',
    actor: caller.actor,
    result: 'allowed',
    task_id: task.id,
    entity_ref: task.entity_ref,
    repository: `${task.host}/${task.repository_owner}/${task.repository_name}`,
    ticket: task.ticket,
    identity_id: task.identity_id,
    details: {
      ...requestFacts(caller),
      before: stateOf(task),
      ...(written && { after: stateOf(written) }),
      action: request.action,
      ...(reading && { githubTaskId: reading.id }),
      ...(request.reason && { reason: request.reason }),
    },
  });
  return written;
}

function moveOf(
  tx: Knex.Transaction,
  options: {
    task: TaskRow;
    request: Omit<ResolveTasksRequest, 'ids'>;
    caller: Caller;
    reading?: TaskReading;
  },
): Pick<TaskTransition, 'event' | 'patch' | 'timeline'> {
  const { task, request, caller, reading } = options;
  const data: JsonObject = {
    attempt: task.attempt_number,
    resolution: request.action,
    ...(request.reason && { reason: request.reason }),
  };
  const { actor } = caller;
  if (reading) {
    return {
      event: 'adopt',
      patch: acceptedPatch(tx, reading),
      timeline: {
        kind: 'launched',
        actor,
        data: {
          ...data,
          githubTaskId: reading.id,
          ...(reading.url && { url: reading.url }),
        },
      },
    };
  }
  const free = {
    held: false,
    admitted_at: null,
    lease_id: null,
    lease_until: null,
  };
  return request.action === 'relaunch'
    ? {
        event: 'relaunch',
        patch: {
          ...free,
          identity_id: null,
          due_at: databaseTime(tx),
          failure_class: null,
          failure_message: null,
        },
        timeline: { kind: 'requeued', actor, data },
      }
    : {
        event: 'give-up',
        patch: free,
        timeline: { kind: 'launch-failed', actor, data },
      };
}

function assertAllowed(task: TaskRow): void {
  const { resolve } = taskActions(task);
  if (!resolve.allowed) {
    throw conflict({
      code: 'resolve-not-possible',
      message: resolve.reason ?? 'The state of the task leaves no decision.',
    });
  }
}

function conflict(reason: Reason): Error {
  return createRefusal('conflict', [reason]);
}
