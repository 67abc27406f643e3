import type { Knex } from 'knex';
import type { TemplateVersionRow } from '../../rows';

/** The versions of a template with the number of tasks made from each, newest first. */
export async function listTemplateVersions(
  knex: Knex,
  templateRef: string,
): Promise<Array<TemplateVersionRow & { uses: number }>> {
  const rows = await knex('template_versions as version')
    .select(
      'version.*',
      knex('agent_tasks as task')
        .count('*')
        .whereRaw('task.template_version_id = version.id')
        .as('uses'),
    )
    .where('version.template_ref', templateRef)
    .orderBy('version.first_seen_at', 'desc');
  return (rows as Array<TemplateVersionRow & { uses: string }>).map(row => ({
    ...row,
    uses: Number(row.uses),
  }));
}
