import type { Knex } from 'knex';
import { findTemplateHead } from './findTemplateHead';

/**
 * Notes what the catalog has under a template's name. Written only where that
 * has changed, because even a write that changes nothing locks the row, and
 * submissions of one template would wait for each other.
 */
export async function noteTemplateHead(
  tx: Knex.Transaction | Knex,
  head: { templateRef: string; versionId: string },
): Promise<void> {
  const known = await findTemplateHead(tx, head.templateRef);
  if (known?.version_id === head.versionId) {
    return;
  }
  await tx('template_heads')
    .insert({ template_ref: head.templateRef, version_id: head.versionId })
    .onConflict('template_ref')
    .merge({
      version_id: head.versionId,
      changed_at: tx.raw('clock_timestamp()') as unknown as Date,
    });
}
