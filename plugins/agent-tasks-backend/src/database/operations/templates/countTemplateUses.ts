import type { Knex } from 'knex';

/** How many tasks were ever made from templates, by their references. */
export async function countTemplateUses(
  knex: Knex,
  templateRefs: string[],
): Promise<Map<string, number>> {
  const rows: Array<{ template_ref: string; uses: string }> = await knex(
    'agent_tasks',
  )
    .whereIn('template_ref', templateRefs)
    .groupBy('template_ref')
    .select('template_ref', knex.raw('count(*) as uses'));
  return new Map(rows.map(row => [row.template_ref, Number(row.uses)]));
}
