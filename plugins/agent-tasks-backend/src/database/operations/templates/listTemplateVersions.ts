import type { Knex } from 'knex';
import type { TemplateVersionRow } from '../../rows';

/** A version with the number of tasks made from it, or with it as an include. */
export type UsedVersion = TemplateVersionRow & { uses: number };

/** The versions of a template, or one of them, newest first. */
export async function listTemplateVersions(
  knex: Knex,
  templateRef: string,
  digest?: string,
): Promise<UsedVersion[]> {
  const { rows } = await knex.raw<{
    rows: Array<TemplateVersionRow & { uses: string }>;
  }>(
    `select version.*,
       (select count(*) from agent_tasks task where task.template_version_id = version.id)
       + (select count(*) from task_includes include where include.version_id = version.id) as uses
     from template_versions version
     where version.template_ref = :templateRef
       and (:digest::text is null or version.digest = :digest)
     order by version.first_seen_at desc`,
    { templateRef, digest: digest ?? null },
  );
  return rows.map(row => ({ ...row, uses: Number(row.uses) }));
}
