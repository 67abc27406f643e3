import type { Knex } from 'knex';

/** Deletes what was told. */
export async function deleteOutbox(
  tx: Knex.Transaction,
  ids: string[],
): Promise<void> {
  if (ids.length) {
    await tx('outbox').whereIn('id', ids).delete();
  }
}
