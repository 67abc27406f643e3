import type { Knex } from 'knex';

/** Frees the place of a task whose POST has not left. */
export async function freeLedgerPlace(
  tx: Knex.Transaction,
  taskId: string,
): Promise<void> {
  await tx('launch_ledger')
    .where('task_id', taskId)
    .whereNull('sent_at')
    .delete();
}
