import type { CampaignState } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';

/**
 * The state of a campaign, which nobody changes until the transaction ends:
 * what starts in it has started before it was paused.
 *
 * @returns undefined where there is no such campaign
 */
export async function holdCampaign(
  tx: Knex.Transaction,
  campaignId: string,
): Promise<CampaignState | undefined> {
  const row = await tx('campaigns')
    .where({ id: campaignId })
    .forShare()
    .first('state');
  return row?.state;
}
