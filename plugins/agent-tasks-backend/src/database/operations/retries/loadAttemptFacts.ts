import type { AgentTaskTemplateSpec } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { primaryPull } from '../../../review/primaryPull';
import { specOf } from '../../../templates/TemplateContent';
import type { AttemptRow, PullRequestRow, TaskRow } from '../../rows';
import { findTemplateVersion } from '../templates/findTemplateVersion';

/** What the next attempt of a task is decided from. */
export type AttemptFacts = {
  attempts: AttemptRow[];
  /** That stands for the latest attempt. */
  pull?: PullRequestRow;
  spec?: AgentTaskTemplateSpec;
};

/** Reads the attempts of a task, its pull request and its template's rules. */
export async function loadAttemptFacts(
  db: Knex,
  task: Pick<TaskRow, 'id' | 'attempt_number' | 'template_version_id'>,
): Promise<AttemptFacts> {
  // one after the other: in a transaction there is one connection
  const attempts = await db('agent_task_attempts')
    .where({ task_id: task.id })
    .orderBy('number');
  const pulls = await db('pull_requests')
    .where({ task_id: task.id, attempt_number: task.attempt_number })
    .whereNotNull('number');
  const version =
    task.template_version_id === null
      ? undefined
      : await findTemplateVersion(db, task.template_version_id);
  const pull = primaryPull(pulls);
  const spec = version && specOf(version);
  return {
    attempts,
    ...(pull && { pull }),
    ...(spec && { spec }),
  };
}
