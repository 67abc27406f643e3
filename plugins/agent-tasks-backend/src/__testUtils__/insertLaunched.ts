import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { TaskRow } from '../database/rows';

/** Inserts a task that was launched, with its first attempt. */
export async function insertLaunched(
  knex: Knex,
  row: Partial<TaskRow> = {},
): Promise<TaskRow> {
  const now = new Date();
  const [task] = await knex('agent_tasks')
    .insert({
      id: randomUUID(),
      request_digest: 'sha256:0',
      title: 'Write the first commit',
      entity_ref: 'component:default/shop',
      host: 'localhost',
      repository_owner: 'acme',
      repository_name: 'shop',
      repository_url: 'http://localhost/acme/shop',
      owner_ref: 'group:default/shop-team',
      parameters: {},
      create_pull_request: true,
      prompt: 'Write it',
      prompt_digest: 'sha256:1',
      requested_by: 'user:default/ada',
      source: 'portal',
      decision: {
        result: 'allow',
        reasons: [],
      } as unknown as TaskRow['decision'],
      launch_state: 'launched',
      agent_state: 'queued',
      phase: 'running',
      phase_since: now,
      due_at: now,
      identity_id: 'robot',
      attempt_number: 1,
      github_task_id: randomUUID(),
      launched_at: now,
      read_at: now,
      ...row,
    })
    .returning('*');
  await knex('agent_task_attempts').insert({
    task_id: task.id,
    number: task.attempt_number,
    marker: randomUUID(),
    identity_id: task.identity_id ?? 'robot',
    outcome: 'accepted',
    intent_at: now,
    github_task_id: task.github_task_id,
  });
  await knex('identity_states')
    .insert({ identity_id: task.identity_id ?? 'robot' })
    .onConflict('identity_id')
    .ignore();
  return task;
}
