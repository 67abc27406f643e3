import type { Knex } from 'knex';

/** Erases a requester's token, with what made it useless. */
export async function eraseRequesterToken(
  tx: Knex.Transaction,
  taskId: string,
): Promise<void> {
  await tx('requester_tokens').where('task_id', taskId).delete();
}
