import type { Knex } from 'knex';
import { replaceWaves } from '../../database/operations/campaigns/replaceWaves';
import { setWaveNumbers } from '../../database/operations/campaigns/setWaveNumbers';
import type { CampaignRow } from '../../database/rows';
import { splitWaves } from './splitWaves';

/**
 * Gives the targets of a campaign that has not started their waves: those that
 * take part, in their order.
 */
export async function assignWaves(
  tx: Knex.Transaction,
  campaign: Pick<CampaignRow, 'id' | 'request'>,
): Promise<void> {
  const targets = await tx('campaign_targets')
    .where({ campaign_id: campaign.id })
    .whereNull('excluded_at')
    .whereNot('verdict', 'refused')
    .orderBy('position')
    .select('id', 'owner_ref', 'tier', 'system_ref');
  const { waves, numbers } = splitWaves(
    targets.map(({ owner_ref: owner, tier, system_ref: system }) => ({
      ...(owner !== null && { owner }),
      ...(tier !== null && { tier }),
      ...(system !== null && { system }),
    })),
    campaign.request.waves ?? [],
  );
  await replaceWaves(tx, campaign.id, waves);
  await setWaveNumbers(
    tx,
    campaign.id,
    targets.map(({ id }, index) => ({ id, wave: numbers[index] })),
  );
}
