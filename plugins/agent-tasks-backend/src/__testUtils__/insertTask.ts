import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { TaskRow } from '../database/rows';

/** A decision without objections. */
export const allowed: TaskRow['decision'] = {
  result: 'allow',
  reasons: [],
  checks: [],
  evaluatedAt: '2026-01-01T00:00:00.000Z',
};

/** A submitted task as the service stores it, for tests that start there. */
export async function insertTask(
  knex: Knex,
  task: Partial<TaskRow> = {},
): Promise<TaskRow> {
  const owner = task.repository_owner ?? 'acme';
  const name = task.repository_name ?? 'web';
  const host = task.host ?? 'github.test';
  const [row] = await knex('agent_tasks')
    .insert({
      id: randomUUID(),
      request_digest: 'sha256:0',
      title: 'Upgrade the build',
      host,
      repository_owner: owner,
      repository_name: name,
      repository_url: `https://${host}/${owner}/${name}`,
      create_pull_request: true,
      prompt: 'Upgrade the build.',
      prompt_digest: 'sha256:1',
      requested_by: 'user:default/ada',
      source: 'api',
      launch_state: 'queued',
      phase: 'queued',
      phase_since: new Date(),
      due_at: new Date(Date.now() - 1000),
      ...task,
      parameters: JSON.stringify(
        task.parameters ?? {},
      ) as unknown as TaskRow['parameters'],
      decision: JSON.stringify(
        task.decision ?? allowed,
      ) as unknown as TaskRow['decision'],
    })
    .returning('*');
  return row;
}
