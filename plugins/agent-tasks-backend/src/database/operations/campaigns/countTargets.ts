import type { Knex } from 'knex';
import { statusSql } from './statusSql';

/** Targets of a campaign that are alike. */
export type TargetCount = {
  campaignId: string;
  wave: number | null;
  status: string;
  verdict: string;
  count: number;
};

/** Counts the targets of some campaigns by wave, status and verdict. */
export async function countTargets(
  db: Knex,
  campaignIds: string[],
): Promise<TargetCount[]> {
  const { rows } = await db.raw<{ rows: TargetCount[] }>(
    `select g.campaign_id as "campaignId", g.wave, ${statusSql} as status,
       g.verdict, count(*)::int as count
     from campaign_targets g
     left join agent_tasks t on t.id = g.task_id
     where g.campaign_id = any(?)
     group by 1, 2, 3, 4`,
    [campaignIds],
  );
  return rows;
}
