import type { Knex } from 'knex';

/** Keeps a requester's token, encrypted, until the task was launched with it. */
export async function saveRequesterToken(
  tx: Knex.Transaction,
  options: { taskId: string; sealed: string },
): Promise<void> {
  await tx('requester_tokens')
    .insert({ task_id: options.taskId, sealed: options.sealed })
    .onConflict('task_id')
    .merge();
}
