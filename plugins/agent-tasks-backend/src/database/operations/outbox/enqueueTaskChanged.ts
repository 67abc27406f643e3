import type { Phase } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import type { OutboxRow, TaskRow } from '../../rows';

type ChangedTask = Pick<
  TaskRow,
  'id' | 'entity_ref' | 'phase' | 'launch_state' | 'agent_state' | 'pull_state'
>;

/**
 * Notes that a task has changed; told after the commit, never before.
 *
 * `previousPhase` is what the task was in before: people are notified of a new
 * phase, not of every change.
 */
export async function enqueueTaskChanged(
  tx: Knex.Transaction,
  task: ChangedTask,
  previousPhase?: Phase,
): Promise<void> {
  await tx('outbox').insert(taskChangedOf(task, previousPhase));
}

/** The row for it, for those who write many at once. */
export function taskChangedOf(
  task: ChangedTask,
  previousPhase?: Phase,
): Pick<OutboxRow, 'kind' | 'task_id' | 'entity_ref' | 'payload'> {
  return {
    kind: 'task-changed',
    task_id: task.id,
    entity_ref: task.entity_ref,
    payload: {
      phase: task.phase,
      ...(previousPhase && { previousPhase }),
      launchState: task.launch_state,
      ...(task.agent_state && { agentState: task.agent_state }),
      ...(task.pull_state && { pullState: task.pull_state }),
    },
  };
}
