import type { Knex } from 'knex';
import type { AuditAnchorRow } from '../../rows';

/** Anchors of positions after one, up to another. */
export async function listAnchors(
  knex: Knex,
  options: { after: number; until: number },
): Promise<AuditAnchorRow[]> {
  return await knex('audit_anchors')
    .where('position', '>', options.after)
    .where('position', '<=', options.until)
    .orderBy('position');
}
