import type { Knex } from 'knex';
import type { CampaignTargetRow } from '../../rows';

/**
 * Targets of open waves that have no task yet, in their order, as many as
 * their owners have room for.
 *
 * Not promised: that owners with several campaigns share their room evenly.
 */
export async function listStartable(
  db: Knex,
  options: {
    campaignId: string;
    maxOpenPerOwner: number | null;
    limit: number;
  },
): Promise<CampaignTargetRow[]> {
  const { rows } = await db.raw<{ rows: CampaignTargetRow[] }>(
    `with ready as (
       select g.*, row_number() over (
         partition by lower(g.owner_ref) order by g.wave, g.position) as turn
       from campaign_targets g
       join campaign_waves w on w.campaign_id = g.campaign_id and w.number = g.wave
       where g.campaign_id = :campaignId and w.state in ('open', 'held', 'passed')
         and g.task_id is null and g.excluded_at is null
         and g.verdict <> 'refused'
         and (g.deferred_until is null or g.deferred_until <= clock_timestamp())
     ), busy as (
       select lower(owner_ref) as owner, count(*) as open from agent_tasks
       where :maxOpen::int is not null and campaign_id is not null
         and phase not in ('done', 'done-without-change', 'failed', 'withdrawn')
       group by 1
     )
     select ready.* from ready
     left join busy on busy.owner = lower(ready.owner_ref)
     where :maxOpen::int is null or ready.owner_ref is null
       or ready.turn + coalesce(busy.open, 0) <= :maxOpen::int
     order by wave, position limit :limit`,
    {
      campaignId: options.campaignId,
      maxOpen: options.maxOpenPerOwner,
      limit: options.limit,
    },
  );
  return rows;
}
