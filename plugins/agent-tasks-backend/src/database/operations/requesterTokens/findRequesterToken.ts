import type { Knex } from 'knex';

/** A requester's token, encrypted; undefined once it was erased. */
export async function findRequesterToken(
  knex: Knex,
  taskId: string,
): Promise<string | undefined> {
  const row = await knex('requester_tokens').where('task_id', taskId).first();
  return row?.sealed;
}
