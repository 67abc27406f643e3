import type { Knex } from 'knex';
import { launchingCampaignStates } from '../../../campaigns/campaignStates';

/** Campaigns that launch nothing now, but for those that have not started. */
export async function listHeldCampaigns(db: Knex): Promise<string[]> {
  return await db('campaigns')
    .whereNotIn('state', [...launchingCampaignStates, 'planning', 'planned'])
    .pluck('id');
}
