import type { Knex } from 'knex';
import type { AuditAnchorRow } from '../../rows';
import { databaseTimeRaw } from '../sqlTime';

/**
 * Takes anchors that are due to be told, the oldest first. Nobody else gets
 * them before the claim has ended, whatever becomes of this replica.
 */
export async function claimAnchors(
  knex: Knex,
  options: { limit: number; claimMs: number },
): Promise<AuditAnchorRow[]> {
  const { rows } = await knex.raw<{ rows: AuditAnchorRow[] }>(
    `update audit_anchors set due_at = ? where position in (
       select position from audit_anchors where due_at <= clock_timestamp()
       order by position limit ? for update skip locked)
     returning *`,
    [databaseTimeRaw(knex, options.claimMs), options.limit],
  );
  return rows.sort((a, b) => Number(a.position) - Number(b.position));
}
