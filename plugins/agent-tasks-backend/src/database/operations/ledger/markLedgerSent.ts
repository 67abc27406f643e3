import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/**
 * Notes that the POST of a task has left. Its place in GitHub's windows counts
 * from now on: the answer is always later than GitHub's own count.
 */
export async function markLedgerSent(
  tx: Knex.Transaction,
  taskId: string,
): Promise<void> {
  await tx('launch_ledger')
    .where('task_id', taskId)
    .whereNull('sent_at')
    .update({ sent_at: databaseTime(tx) });
}
