import type { Knex } from 'knex';

/** Targets of one owner, tier and system. */
export type FacetCount = {
  owner: string | null;
  tier: string | null;
  system: string | null;
  count: number;
};

/** Counts the targets of a campaign by what they are, whatever became of them. */
export async function countFacets(
  db: Knex,
  campaignId: string,
): Promise<FacetCount[]> {
  return await db('campaign_targets')
    .where({ campaign_id: campaignId })
    .groupBy('owner_ref', 'tier', 'system_ref')
    .select<FacetCount[]>({ owner: 'owner_ref', system: 'system_ref' }, 'tier')
    .select(db.raw('count(*)::int as count'));
}
