import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { TaskRow } from '../database/rows';
import { insertTask } from './insertTask';

/** Inserts a task that was launched, with its first attempt. */
export async function insertLaunched(
  knex: Knex,
  row: Partial<TaskRow> = {},
): Promise<TaskRow> {
  const now = new Date();
  const task = await insertTask(knex, {
    title: 'Write the first commit',
    entity_ref: 'component:default/shop',
    repository_owner: 'acme',
    repository_name: 'shop',
    owner_ref: 'group:default/shop-team',
    launch_state: 'launched',
    agent_state: 'queued',
    phase: 'running',
    identity_id: 'robot',
    attempt_number: 1,
    github_task_id: randomUUID(),
    launched_at: now,
    read_at: now,
    ...row,
  });
  const identityId = task.identity_id ?? 'robot';
  await knex('agent_task_attempts').insert({
    task_id: task.id,
    number: task.attempt_number,
    marker: randomUUID(),
    identity_id: identityId,
    outcome: 'accepted',
    intent_at: now,
    github_task_id: task.github_task_id,
  });
  await knex('identity_states')
    .insert({ identity_id: identityId })
    .onConflict('identity_id')
    .ignore();
  return task;
}
