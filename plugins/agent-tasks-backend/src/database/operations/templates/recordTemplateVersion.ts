import { randomUUID } from 'crypto';
import type { TemplateStatus } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import type { TemplateContent } from '../../../templates/TemplateContent';
import type { TemplateVersionRow } from '../../rows';
import { findVersionByDigest } from './findVersionByDigest';

/**
 * Keeps a content under its digest. Two writers of the same content meet in
 * the unique index: one inserts, both read the one row, and nobody updates it
 * but to add an author that was not known.
 *
 * Writers of different contents of one template wait for each other, so that of
 * two with one version number the later is seen to be the later.
 */
export async function recordTemplateVersion(
  tx: Knex.Transaction | Knex,
  content: TemplateContent,
  initialStatus: TemplateStatus = 'approved',
): Promise<TemplateVersionRow> {
  // nearly every task is made from a version that is there already
  const known = await findVersionByDigest(tx, content);
  if (known) {
    return known.author_ref === null && content.author
      ? await addAuthor(tx, known, content.author)
      : known;
  }
  return await tx.transaction(async inner => {
    await inner.raw('select pg_advisory_xact_lock(hashtext(?), hashtext(?))', [
      'agent-tasks.template',
      content.ref,
    ]);
    const [earlier] = await inner('template_versions')
      .where({ template_ref: content.ref, version: content.version })
      .whereNot({ digest: content.digest })
      .orderBy('first_seen_at')
      .limit(1);
    await inner('template_versions')
      .insert({
        id: randomUUID(),
        template_ref: content.ref,
        digest: content.digest,
        version: content.version,
        title: content.title,
        content: content.content,
        first_seen_at: inner.raw('clock_timestamp()') as unknown as Date,
        status: initialStatus,
        author_ref: content.author,
        same_version_as: earlier?.digest,
      })
      .onConflict(['template_ref', 'digest'])
      .ignore();
    const row = await findVersionByDigest(inner, content);
    if (!row) {
      throw new Error(`Version ${content.digest} of ${content.ref} is gone`);
    }
    return row;
  });
}

async function addAuthor(
  tx: Knex.Transaction | Knex,
  known: TemplateVersionRow,
  author: string,
): Promise<TemplateVersionRow> {
  const [row] = await tx('template_versions')
    .where({ id: known.id, author_ref: null })
    .update({ author_ref: author })
    .returning('*');
  return row ?? known;
}
