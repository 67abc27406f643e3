import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/** Reads a pull request at once that was written to. */
export async function hastenRouted(
  tx: Knex.Transaction,
  key: { task_id: string; database_id: string },
): Promise<void> {
  await tx('pull_requests')
    .where({ task_id: key.task_id, database_id: key.database_id })
    .whereNotNull('next_look_at')
    .update({ next_look_at: databaseTime(tx) });
}
