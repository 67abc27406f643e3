import type { Knex } from 'knex';
import type { TemplateVersionRow } from '../../rows';

/** The version of a template under a digest. */
export async function findVersionByDigest(
  knex: Knex,
  version: { ref: string; digest: string },
): Promise<TemplateVersionRow | undefined> {
  return knex('template_versions')
    .where({ template_ref: version.ref, digest: version.digest })
    .first();
}
