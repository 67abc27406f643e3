import type { Knex } from 'knex';
import type { TemplateVersionRow } from '../../rows';

/** Some versions, in the order of their ids. */
export async function loadVersions(
  knex: Knex,
  ids: string[],
): Promise<TemplateVersionRow[]> {
  const rows = ids.length
    ? await knex('template_versions').whereIn('id', ids)
    : [];
  return ids.flatMap(id => rows.find(row => row.id === id) ?? []);
}
