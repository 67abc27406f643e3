import type { Knex } from 'knex';
import { holdCampaign } from '../database/operations/campaigns/holdCampaign';
import type { TaskRow } from '../database/rows';
import { launchingCampaignStates } from './campaignStates';

/**
 * Whether the campaign of a task lets it be launched, which holds until the
 * transaction ends.
 */
export async function mayLaunch(
  tx: Knex.Transaction,
  task: Pick<TaskRow, 'campaign_id'>,
): Promise<boolean> {
  const campaign =
    task.campaign_id === null
      ? undefined
      : await holdCampaign(tx, task.campaign_id);
  return !campaign || launchingCampaignStates.includes(campaign.state);
}
