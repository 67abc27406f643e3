import type { Knex } from 'knex';
import type { TemplateHeadRow } from '../../rows';

/** What the catalog had when a template was last read. */
export async function findTemplateHead(
  knex: Knex,
  templateRef: string,
): Promise<TemplateHeadRow | undefined> {
  return knex('template_heads').where({ template_ref: templateRef }).first();
}
