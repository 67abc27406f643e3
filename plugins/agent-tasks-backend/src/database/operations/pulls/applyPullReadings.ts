import type { Knex } from 'knex';
import type { PullReading } from '../../../github/mapPullRequest';
import {
  decideMissingPull,
  decidePull,
  PullPatch,
} from '../../../review/decidePull';
import { primaryPull } from '../../../review/primaryPull';
import type { PullRequestRow, TaskRow } from '../../rows';
import { TaskChange, writeTaskChanges } from '../readings/writeTaskChanges';
import { countPulls } from './countPulls';
import { updatePulls } from './updatePulls';

/** What GitHub answered for one pull request. */
export type PullAnswer = {
  taskId: string;
  databaseId: string;
  /** Undefined where GitHub does not find it. */
  reading?: PullReading;
};

/**
 * Applies a batch of readings of pull requests, and what they mean for their
 * tasks, in one transaction with timeline and outbox.
 *
 * No race: a task is locked before its pull requests, here as in
 * `applyReadings`, in the order of ids. A pull request of an earlier attempt is
 * written, and does not touch its task.
 *
 * @returns the tasks that changed, as written.
 */
export async function applyPullReadings(
  tx: Knex.Transaction,
  options: { answers: PullAnswer[]; askedAt: Date; intervalMs: number },
): Promise<TaskRow[]> {
  const { answers, askedAt, intervalMs } = options;
  const taskIds = [...new Set(answers.map(({ taskId }) => taskId))];
  const tasks = await tx('agent_tasks')
    .whereIn('id', taskIds)
    .orderBy('id')
    .forUpdate();
  const pulls = await tx('pull_requests')
    .whereIn('task_id', taskIds)
    .orderBy(['task_id', 'database_id'])
    .forUpdate();
  const patches = new Map<PullRequestRow, PullPatch>();
  const changes: TaskChange[] = [];
  for (const task of tasks) {
    const own = pulls.filter(pull => pull.task_id === task.id);
    const change: TaskChange = {
      before: task,
      patch: {},
      visible: false,
      timeline: [],
    };
    for (const pull of own) {
      const answer = answers.find(
        ({ taskId, databaseId }) =>
          taskId === task.id && databaseId === pull.database_id,
      );
      if (!answer) {
        continue;
      }
      if (!answer.reading) {
        const { nextLookAt, giveUp } = decideMissingPull(pull, {
          askedAt,
          intervalMs,
          settledAt: task.settled_at,
        });
        patches.set(pull, { next_look_at: nextLookAt });
        if (giveUp && pull.attempt_number === task.attempt_number) {
          change.patch.pull_pending = false;
        }
        continue;
      }
      const decision = decidePull(pull, answer.reading, {
        askedAt,
        intervalMs,
      });
      if (decision.kind === 'apply') {
        patches.set(pull, decision.patch);
        change.visible ||= decision.visible;
        change.timeline.push(
          ...decision.story.map(data => ({
            kind: 'pull-request' as const,
            actor: 'github',
            data,
          })),
        );
      }
    }
    follow(task, change, own, patches);
    if (isChange(change)) {
      changes.push(change);
    }
  }
  await updatePulls(tx, patches);
  await countPulls(tx, taskIds);
  return await writeTaskChanges(tx, changes);
}

/** What the pull requests of the current attempt mean for the task. */
function follow(
  task: TaskRow,
  change: TaskChange,
  own: PullRequestRow[],
  patches: Map<PullRequestRow, PullPatch>,
) {
  const primary = primaryPull(
    own
      .filter(pull => pull.attempt_number === task.attempt_number)
      .map(pull => ({ ...pull, ...patches.get(pull) })),
  );
  if (primary?.state) {
    change.patch.pull_state = primary.state;
    change.patch.pull_pending = false;
  }
}

function isChange({ before, patch, visible, timeline }: TaskChange): boolean {
  return (
    visible ||
    timeline.length > 0 ||
    (patch.pull_state !== undefined &&
      patch.pull_state !== before.pull_state) ||
    (patch.pull_pending !== undefined &&
      patch.pull_pending !== before.pull_pending)
  );
}
