import type { AttendTaskRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { requestFacts } from '../audit/requestFacts';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { enqueueTaskChanged } from '../database/operations/outbox/enqueueTaskChanged';
import { lockTask } from '../database/operations/tasks/lockTask';
import { appendTimeline } from '../database/operations/timeline/appendTimeline';
import { listOnWay } from '../database/operations/waits/listOnWay';
import { writeWaits } from '../database/operations/waits/writeWaits';
import type { TaskRow, TaskWaitRow } from '../database/rows';
import { createRefusal } from '../refusals/Refusal';
import { taskNotFound } from '../refusals/taskNotFound';
import { taskActions } from './taskActions';
import type { TaskDependencies } from './TaskDependencies';
import type { Caller } from './TaskService';

const LONGEST_SNOOZE_MS = 30 * 86_400_000;

/** Of a wait that has no service level and is acknowledged all the same. */
const QUIET_MS = 86_400_000;

/**
 * Notes that somebody looks after a task, and puts the next notice off. Holds
 * for what the task waits for now: its next wait begins from the start.
 */
export async function attendTask(
  deps: Pick<TaskDependencies, 'database' | 'onQueued'>,
  id: string,
  { action, until }: AttendTaskRequest,
  caller: Caller,
): Promise<TaskRow> {
  const snoozedUntil = action === 'snooze' ? readUntil(until) : undefined;
  const { userRef } = caller;
  if (action === 'take-over' && userRef === undefined) {
    throw createRefusal('forbidden', [
      {
        code: 'user-needed',
        message: 'A service cannot take a task over; somebody has to do it.',
      },
    ]);
  }
  const row = await deps.database.transaction(async tx => {
    const task = await lockTask(tx, id);
    if (!task) {
      throw taskNotFound(id);
    }
    const { attend } = taskActions(task);
    const wait = attend.allowed ? await currentWait(tx, id) : undefined;
    if (!wait) {
      throw createRefusal('conflict', [
        {
          code: 'nothing-to-attend',
          message: attend.reason ?? 'The task waits for nothing any more.',
        },
      ]);
    }
    const levelMs = wait.overdue_at
      ? wait.overdue_at.getTime() - wait.since.getTime()
      : QUIET_MS;
    const now = new Date();
    const taken = action === 'take-over' ? userRef ?? null : wait.taken_by;
    await tx('task_waits')
      .where({ task_id: id })
      .update({
        attended_by: caller.actor,
        attended_at: now,
        snoozed_until: snoozedUntil ?? null,
        taken_by: taken,
        due_at: snoozedUntil ?? new Date(now.getTime() + levelMs),
      });
    await appendTimeline(tx, {
      taskId: id,
      kind: 'attended',
      actor: caller.actor,
      data: {
        action,
        waitsFor: wait.kind,
        ...(snoozedUntil && { until: snoozedUntil.toISOString() }),
      },
    });
    await appendAudit(tx, {
      action: 'task.attend',
      actor: caller.actor,
      result: 'allowed',
      task_id: id,
      details: {
        ...requestFacts(caller),
        action,
        waitsFor: wait.kind,
        ...(snoozedUntil && { until: snoozedUntil.toISOString() }),
      },
    });
    await enqueueTaskChanged(tx, task, task.phase);
    return task;
  });
  deps.onQueued();
  return row;
}

/** What it waits for now, whether the keeper has seen that already or not. */
async function currentWait(
  tx: Knex.Transaction,
  id: string,
): Promise<TaskWaitRow | undefined> {
  const [task] = await listOnWay(tx, { ids: [id] });
  if (!task) {
    return undefined;
  }
  if (task.wait?.kind !== task.kind) {
    await writeWaits(tx, [
      {
        task_id: id,
        kind: task.kind,
        since: new Date(),
        overdue_at: null,
      },
    ]);
  }
  return await tx('task_waits').where({ task_id: id }).forUpdate().first();
}

function readUntil(text: string | undefined): Date {
  const until = new Date(text ?? '');
  const aheadMs = until.getTime() - Date.now();
  // a time that is no time is neither
  if (aheadMs > 0 && aheadMs <= LONGEST_SNOOZE_MS) {
    return until;
  }
  throw createRefusal('invalid', [
    {
      code: 'snooze-until',
      message: 'A snooze ends at a time ahead, within 30 days.',
      field: 'until',
    },
  ]);
}
