import { randomUUID } from 'crypto';
import type { Knex } from 'knex';
import type { TemplateContent } from '../../../templates/TemplateContent';
import type { TemplateVersionRow } from '../../rows';

/**
 * Keeps a content under its digest. Two writers of the same content meet in
 * the unique index: one inserts, both read the one row, and nobody updates it.
 */
export async function recordTemplateVersion(
  tx: Knex.Transaction | Knex,
  content: TemplateContent,
): Promise<TemplateVersionRow> {
  const find = async () =>
    tx('template_versions')
      .where({ template_ref: content.ref, digest: content.digest })
      .first();
  // nearly every task is made from a version that is there already
  const known = await find();
  if (known) {
    return known;
  }
  await tx('template_versions')
    .insert({
      id: randomUUID(),
      template_ref: content.ref,
      digest: content.digest,
      version: content.version,
      title: content.title,
      content: content.content,
    })
    .onConflict(['template_ref', 'digest'])
    .ignore();
  const row = await find();
  if (!row) {
    throw new Error(`Version ${content.digest} of ${content.ref} is gone`);
  }
  return row;
}
