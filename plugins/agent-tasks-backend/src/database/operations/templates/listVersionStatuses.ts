import type { Knex } from 'knex';
import type { TemplateVersionRow } from '../../rows';

/** What is known of some contents without reading them. */
export type VersionStatus = Pick<
  TemplateVersionRow,
  | 'id'
  | 'template_ref'
  | 'digest'
  | 'version'
  | 'status'
  | 'author_ref'
  | 'same_version_as'
>;

/** Every version of some templates, oldest first. */
export async function listVersionStatuses(
  knex: Knex,
  templateRefs: string[],
): Promise<VersionStatus[]> {
  return knex('template_versions')
    .whereIn('template_ref', templateRefs)
    .orderBy('first_seen_at')
    .select(
      'id',
      'template_ref',
      'digest',
      'version',
      'status',
      'author_ref',
      'same_version_as',
    );
}
