import type { Knex } from 'knex';
import type { CampaignWaveRow } from '../../rows';
import { databaseTime } from '../sqlTime';

/**
 * Moves a wave from a state that the caller has seen.
 *
 * @returns false where somebody else was faster: what follows is theirs to do.
 */
export async function moveWave(
  tx: Knex.Transaction,
  wave: Pick<CampaignWaveRow, 'campaign_id' | 'number' | 'state'>,
  patch: Partial<
    Pick<CampaignWaveRow, 'state' | 'confirmed_by' | 'overridden'>
  >,
): Promise<boolean> {
  const { campaign_id, number, state } = wave;
  const written = await tx('campaign_waves')
    .where({ campaign_id, number, state })
    .update({
      ...patch,
      ...(patch.state === 'open' &&
        state === 'waiting' && { opened_at: databaseTime(tx) }),
      ...(patch.state === 'passed' && { passed_at: databaseTime(tx) }),
    });
  return written > 0;
}
