import type { Knex } from 'knex';
import type { CampaignRow } from '../../rows';
import { statusSql } from './statusSql';

/** Whose targets. */
export type ShareFilters = {
  /** Entity references of owners. */
  owner?: string[];
  entityRef?: string[];
  /** Only those of one of these owners; of all unless given. */
  visibleOwners?: string[];
};

/** A campaign with some of its targets. */
export type ShareCount = Pick<
  CampaignRow,
  'id' | 'title' | 'state' | 'due_at'
> & {
  /** By status. */
  counts: Record<string, number>;
  /** At most as many as are asked for, those that have not ended first. */
  target_ids: string[];
};

/**
 * Campaigns that are planned or under way with how far the targets of some
 * owners or entities are; those that are due first come first. Targets that
 * take no part are counted where their owner has said so.
 */
export async function countShares(
  db: Knex,
  options: ShareFilters & { limit: number },
): Promise<ShareCount[]> {
  const { owner, entityRef, visibleOwners, limit } = options;
  const lower = (refs: string[] | undefined) =>
    refs?.length ? refs.map(ref => ref.toLowerCase()) : null;
  const { rows } = await db.raw<{ rows: ShareCount[] }>(
    `with own as (
       select g.campaign_id, g.id, ${statusSql} as status, g.position
       from campaign_targets g
       join campaigns c on c.id = g.campaign_id
       left join agent_tasks t on t.id = g.task_id
       where c.state in ('planned', 'running', 'paused')
         and (g.wave is not null or g.opted_out)
         and (:owner::text[] is null or lower(g.owner_ref) = any(:owner))
         and (:entityRef::text[] is null or jsonb_exists_any(g.entity_refs, :entityRef::text[]))
         and (not :narrowed or lower(g.owner_ref) = any(:visible::text[]))
     ), counted as (
       select campaign_id, status, count(*)::int as count from own group by 1, 2
     )
     select c.id, c.title, c.state, c.due_at,
       (select jsonb_object_agg(status, count) from counted
        where campaign_id = c.id) as counts,
       (select jsonb_agg(id order by status in
          ('done', 'done-without-change', 'failed', 'withdrawn', 'excluded'), position)
        from own where campaign_id = c.id) as target_ids
     from campaigns c
     where c.id in (select campaign_id from own)
     order by c.due_at nulls last, c.seq desc limit :limit`,
    {
      owner: lower(owner),
      entityRef: lower(entityRef),
      narrowed: visibleOwners !== undefined,
      visible: (visibleOwners ?? []).map(ref => ref.toLowerCase()),
      limit,
    },
  );
  return rows;
}
