import type { AgentTaskRepository } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';

/** Targets of one owner in one repository. */
export type ReviewedTargetCount = {
  owner?: string;
  repository: Pick<AgentTaskRepository, 'host' | 'owner' | 'name'>;
  targets: number;
  /** Those of them whose pull request is still to come. */
  toCome: number;
};

/** Counts the targets of a campaign that take part, by what decides who reviews. */
export async function countReviewedTargets(
  db: Knex,
  campaignId: string,
): Promise<ReviewedTargetCount[]> {
  const { rows } = await db.raw<{
    rows: (Omit<ReviewedTargetCount, 'owner'> & { owner: string | null })[];
  }>(
    `select coalesce(t.owner_ref, g.owner_ref) as owner,
       json_build_object('host', g.host, 'owner', g.repository_owner,
         'name', g.repository_name) as repository,
       count(*)::int as targets,
       count(*) filter (where g.task_id is null or (t.pull_state is null
         and t.phase not in ('done', 'done-without-change', 'failed', 'withdrawn')
       ))::int as "toCome"
     from campaign_targets g
     left join agent_tasks t on t.id = g.task_id
     where g.campaign_id = ? and g.host is not null
       and g.excluded_at is null and (g.task_id is not null or g.verdict <> 'refused')
     group by 1, g.host, g.repository_owner, g.repository_name`,
    [campaignId],
  );
  return rows.map(({ owner, ...count }) => ({
    ...count,
    ...(owner !== null && { owner }),
  }));
}
