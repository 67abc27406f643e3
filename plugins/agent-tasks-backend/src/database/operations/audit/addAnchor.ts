import type { Knex } from 'knex';
import { databaseTimeRaw } from '../sqlTime';

/**
 * Anchors the end of the chain, unless it is anchored or the latest anchor is
 * younger than the interval. Of two replicas one adds it; where an event was
 * sealed between the two, both do, which does no harm.
 *
 * @returns whether there is a new one
 */
export async function addAnchor(
  knex: Knex,
  options: { intervalMs: number },
): Promise<boolean> {
  const { rowCount } = await knex.raw<{ rowCount: number }>(
    `insert into audit_anchors (position, hash, due_at)
     select position, hash, clock_timestamp() from audit_chain
     where position > 0 and not exists (select from audit_anchors where at > ?)
     on conflict (position) do nothing`,
    [databaseTimeRaw(knex, -options.intervalMs)],
  );
  return rowCount > 0;
}
