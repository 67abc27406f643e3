import type { Knex } from 'knex';
import type { AuditCheckpointRow } from '../../rows';

/** Where the chain begins since the latest removal, and how long ago that was. */
export async function readCheckpoint(
  knex: Knex,
): Promise<(AuditCheckpointRow & { age_ms: number }) | undefined> {
  return await knex('audit_checkpoints')
    .select(
      '*',
      knex.raw(
        `(extract(epoch from clock_timestamp() - at) * 1000)::float8 as age_ms`,
      ),
    )
    .orderBy('position', 'desc')
    .first();
}
