import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { BypassFindingRow, TaskRow } from '../database/rows';

type Place = Pick<
  TaskRow & BypassFindingRow,
  'host' | 'repository_owner' | 'repository_name'
>;

/** @returns why a task of ours cannot stand for what was found. */
export function checkAdoption(
  finding: Place,
  task: Place & Pick<TaskRow, 'attempt_number'>,
): Reason | undefined {
  const field = 'taskId';
  if (nameOf(finding) !== nameOf(task)) {
    return {
      code: 'repository-differs',
      message: `The task is about ${task.repository_owner}/${task.repository_name}, the finding about ${finding.repository_owner}/${finding.repository_name}.`,
      nextStep: 'Choose a task of the same repository.',
      field,
    };
  }
  if (task.attempt_number === 0) {
    return {
      code: 'task-not-launched',
      message: 'The task was never launched.',
      nextStep: 'Choose one that was, or wait until this one is.',
      field,
    };
  }
  return undefined;
}

function nameOf(place: Place): string {
  return `${place.host}/${place.repository_owner}/${place.repository_name}`.toLowerCase();
}
