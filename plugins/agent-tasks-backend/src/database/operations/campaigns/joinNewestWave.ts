import type { Knex } from 'knex';
import { waveOfAdded } from '../../../campaigns/waves/waveOfAdded';
import { listWaves } from './listWaves';

/**
 * Gives targets that were added to a campaign that has started their wave. The
 * caller has locked the campaign, so that it does not open meanwhile.
 *
 * @returns the number of the wave
 */
export async function joinNewestWave(
  tx: Knex.Transaction,
  campaignId: string,
  ids: string[],
): Promise<number> {
  const { number, isNew } = waveOfAdded(await listWaves(tx, [campaignId]));
  if (isNew) {
    await tx('campaign_waves').insert({
      campaign_id: campaignId,
      number,
      select: '{}' as never,
      state: 'waiting',
    });
  }
  await tx('campaign_targets').whereIn('id', ids).update({ wave: number });
  return number;
}
