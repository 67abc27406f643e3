import type { Knex } from 'knex';
import type { CampaignWaveRow } from '../../rows';

/** The waves of some campaigns, in their order. */
export async function listWaves(
  db: Knex,
  campaignIds: string[],
): Promise<CampaignWaveRow[]> {
  return await db('campaign_waves')
    .whereIn('campaign_id', campaignIds)
    .orderBy(['campaign_id', 'number']);
}
