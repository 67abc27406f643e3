import type { Knex } from 'knex';
import type { TemplateStatusChangeRow } from '../../rows';

/** The moves of versions, oldest first. */
export async function listStatusChanges(
  knex: Knex,
  versionIds: string[],
): Promise<TemplateStatusChangeRow[]> {
  return knex('template_status_changes')
    .whereIn('version_id', versionIds)
    .orderBy('id');
}
