import type { AttendTaskRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { requestFacts } from '../audit/requestFacts';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { enqueueTaskChanged } from '../database/operations/outbox/enqueueTaskChanged';
import { lockTask } from '../database/operations/tasks/lockTask';
import { appendTimeline } from '../database/operations/timeline/appendTimeline';
import { listOnWay } from '../database/operations/waits/listOnWay';
import { lockWait } from '../database/operations/waits/lockWait';
import { updateWait } from '../database/operations/waits/updateWait';
import { writeWaits } from '../database/operations/waits/writeWaits';
import type { TaskRow, TaskWaitRow } from '../database/rows';
import { createRefusal } from '../refusals/Refusal';
import { taskNotFound } from '../refusals/taskNotFound';
import { taskActions } from './taskActions';
import type { TaskDependencies } from './TaskDependencies';
import type { Caller } from './TaskService';

const LONGEST_SNOOZE_MS = 30 * 86_400_000;

/** For a wait so new that the keeper has not looked up its service level. */
const NOT_SEEN_YET_MS = 86_400_000;

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
    const now = new Date();
    await updateWait(tx, wait, {
      attended_by: caller.actor,
      attended_at: now,
      snoozed_until: snoozedUntil ?? null,
      due_at: later(
        wait.due_at,
        snoozedUntil ?? new Date(now.getTime() + levelMsOf(wait)),
      ),
      ...(action === 'take-over' && { taken_by: userRef }),
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
  return await lockWait(tx, id);
}

function levelMsOf({ since, overdue_at: overdueAt }: TaskWaitRow): number {
  return overdueAt ? overdueAt.getTime() - since.getTime() : NOT_SEEN_YET_MS;
}

// a notice that was to come later anyway is not hastened
function later(due: Date | null, until: Date): Date {
  return due && due > until ? due : until;
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
