import type { JsonObject } from '@backstage/types';
import type { TaskRow } from '../database/rows';

/** The states of a task as the trail tells them, before and after a change. */
export function stateOf(
  task: Pick<
    TaskRow,
    'launch_state' | 'agent_state' | 'pull_state' | 'phase' | 'attempt_number'
  >,
): JsonObject {
  return {
    launchState: task.launch_state,
    ...(task.agent_state && { agentState: task.agent_state }),
    ...(task.pull_state && { pullState: task.pull_state }),
    phase: task.phase,
    attempt: task.attempt_number,
  };
}
