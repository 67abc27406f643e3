import type { TemplateRevocation } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';

/**
 * What a revocation has taken back of a version's tasks, those with it as an
 * include among them, and what it came too late for.
 */
export async function countRevocation(
  knex: Knex,
  versionId: string,
): Promise<Omit<TemplateRevocation, 'version'>> {
  const { rows } = await knex.raw<{
    rows: Array<Record<'withdrawn' | 'running' | 'open' | 'merged', string>>;
  }>(
    `select
       count(*) filter (where task.phase = 'withdrawn' and task.phase_since >= revoked.at) as withdrawn,
       count(*) filter (where task.phase in ('launching', 'running', 'needs-attention')) as running,
       count(*) filter (where task.phase = 'in-review') as open,
       count(*) filter (where task.phase = 'done') as merged
     from agent_tasks task
     cross join (
       select at from template_status_changes
       where version_id = :versionId and to_status = 'revoked'
     ) revoked
     where task.id in (
       select id from agent_tasks where template_version_id = :versionId
       union
       select task_id from task_includes where version_id = :versionId
     )`,
    { versionId },
  );
  const [row] = rows;
  return {
    withdrawn: Number(row.withdrawn),
    beyondReach: {
      running: Number(row.running),
      open: Number(row.open),
      merged: Number(row.merged),
    },
  };
}
