import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';

/** Reads a task. */
export async function findTask(
  knex: Knex,
  id: string,
): Promise<TaskRow | undefined> {
  return await knex('agent_tasks').where({ id }).first();
}
