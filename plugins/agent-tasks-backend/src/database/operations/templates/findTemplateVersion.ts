import type { Knex } from 'knex';
import type { TemplateVersionRow } from '../../rows';

/** The version of an id. */
export async function findTemplateVersion(
  knex: Knex,
  id: string,
): Promise<TemplateVersionRow | undefined> {
  return knex('template_versions').where({ id }).first();
}
