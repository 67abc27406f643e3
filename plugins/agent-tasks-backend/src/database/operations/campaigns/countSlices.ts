import type { Knex } from 'knex';
import { statusSql } from './statusSql';

/** Targets of one owner, tier, system or failure class, in one status. */
export type SliceCount = {
  owner: string | null;
  tier: string | null;
  system: string | null;
  failureClass: string | null;
  status: string;
  count: number;
};

/** Counts the targets of a campaign by everything that people slice by. */
export async function countSlices(
  db: Knex,
  campaignId: string,
): Promise<SliceCount[]> {
  const { rows } = await db.raw<{ rows: SliceCount[] }>(
    `select g.owner_ref as owner, g.tier, g.system_ref as system,
       case when t.phase = 'failed' then t.failure_class end as "failureClass",
       ${statusSql} as status, count(*)::int as count
     from campaign_targets g
     left join agent_tasks t on t.id = g.task_id
     where g.campaign_id = ?
     group by 1, 2, 3, 4, 5`,
    [campaignId],
  );
  return rows;
}
