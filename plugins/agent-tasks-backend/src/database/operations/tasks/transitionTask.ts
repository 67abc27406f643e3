import {
  AgentTaskTimelineEntry,
  phaseOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { LaunchEvent, transition } from '../../../tasks/transitions';
import type { TaskRow } from '../../rows';
import { enqueueTaskChanged } from '../outbox/enqueueTaskChanged';
import { appendTimeline } from '../timeline/appendTimeline';

/** Columns that a transition may set beside the launch state. */
export type TaskPatch = Partial<
  Omit<
    TaskRow,
    'id' | 'seq' | 'launch_state' | 'phase' | 'phase_since' | 'updated_at'
  >
>;

/** One move of a task's launch state. */
export type TaskTransition = {
  /** The row as it was read in this transaction or earlier. */
  task: TaskRow;
  event: LaunchEvent;
  /** Lease under which the writer works; zero rows without it. */
  leaseId?: string;
  patch?: TaskPatch;
  timeline?: {
    kind: AgentTaskTimelineEntry['kind'];
    actor: string;
    data?: JsonObject;
  };
};

/**
 * Moves a task's launch state, computes its phase, and writes timeline and
 * outbox, in the caller's transaction. The only writer of `launch_state` after
 * the insert.
 *
 * The update is conditional on the state, the attempt and, where given, the
 * lease that the caller has seen: of two writers one gets zero rows.
 *
 * @returns the row as written, or undefined where someone else was faster.
 * @throws ConflictError where the state does not allow the event.
 */
export async function transitionTask(
  tx: Knex.Transaction,
  options: TaskTransition,
): Promise<TaskRow | undefined> {
  const { task, event, leaseId, patch = {}, timeline } = options;
  const launchState = transition(task.launch_state, event);
  const after = { ...task, ...patch, launch_state: launchState };
  const phase = rowPhase(after);
  const query = tx('agent_tasks')
    .where({
      id: task.id,
      launch_state: task.launch_state,
      attempt_number: task.attempt_number,
    })
    .update({
      ...jsonColumns(patch),
      launch_state: launchState,
      phase,
      ...(phase !== task.phase && {
        phase_since: tx.raw('clock_timestamp()') as unknown as Date,
      }),
      updated_at: tx.raw('clock_timestamp()') as unknown as Date,
    })
    .returning('*');
  if (leaseId) {
    query
      .where('lease_id', leaseId)
      .where('lease_until', '>', tx.raw('clock_timestamp()'));
  }
  const [row] = await query;
  if (!row) {
    return undefined;
  }
  if (timeline) {
    await appendTimeline(tx, { taskId: task.id, ...timeline });
  }
  await enqueueTaskChanged(tx, row, task.phase);
  return row;
}

/** The phase of a row; `scheduled` holds while its due time was asked for and lies ahead. */
export function rowPhase(
  row: Pick<
    TaskRow,
    | 'launch_state'
    | 'agent_state'
    | 'pull_state'
    | 'pull_pending'
    | 'held'
    | 'not_before'
  >,
) {
  return phaseOf({
    launchState: row.launch_state,
    agentState: row.agent_state ?? undefined,
    pullState: row.pull_state ?? undefined,
    pullPending: row.pull_pending,
    held: row.held,
    scheduled: row.not_before !== null && row.not_before.getTime() > Date.now(),
  });
}

function jsonColumns(patch: TaskPatch): TaskPatch {
  return {
    ...patch,
    ...(patch.parameters && {
      parameters: JSON.stringify(patch.parameters) as unknown as JsonObject,
    }),
    ...(patch.decision && {
      decision: JSON.stringify(
        patch.decision,
      ) as unknown as TaskRow['decision'],
    }),
  };
}
