import type { Knex } from 'knex';

/** The titles that templates had when they were last read, by their references. */
export async function templateTitles(
  knex: Knex,
  templateRefs: string[],
): Promise<Map<string, string>> {
  if (!templateRefs.length) {
    return new Map();
  }
  const rows = await knex('template_versions')
    .distinctOn('template_ref')
    .select('template_ref', 'title')
    .whereIn('template_ref', templateRefs)
    .orderBy([
      { column: 'template_ref' },
      { column: 'first_seen_at', order: 'desc' },
    ]);
  return new Map(rows.map(row => [row.template_ref, row.title]));
}
