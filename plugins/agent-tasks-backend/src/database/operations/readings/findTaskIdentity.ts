import type { Knex } from 'knex';

/** @returns the identity of a task's current attempt. */
export async function findTaskIdentity(
  db: Knex,
  taskId: string,
): Promise<string | undefined> {
  const row = await db('agent_tasks').where('id', taskId).first('identity_id');
  return row?.identity_id ?? undefined;
}
