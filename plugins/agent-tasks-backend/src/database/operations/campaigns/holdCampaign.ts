import type { Knex } from 'knex';
import type { CampaignRow } from '../../rows';

/**
 * The state of a campaign and the words that its tasks are made from, which
 * nobody changes until the transaction ends: what starts in it has started
 * before it was paused, or was given another version.
 *
 * @returns undefined where there is no such campaign
 */
export async function holdCampaign(
  tx: Knex.Transaction,
  campaignId: string,
): Promise<
  Pick<CampaignRow, 'state' | 'template_version_id' | 'include_ids'> | undefined
> {
  return await tx('campaigns')
    .where({ id: campaignId })
    .forShare()
    .first('state', 'template_version_id', 'include_ids');
}
