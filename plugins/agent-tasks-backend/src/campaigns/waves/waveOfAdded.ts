import type { CampaignWaveRow } from '../../database/rows';

/**
 * Where targets go that are added to a campaign that has started: into its
 * last wave, where all that no wave selects is, and behind every gate; where
 * that has opened, into a new one behind it. Pure.
 */
export function waveOfAdded(
  waves: Pick<CampaignWaveRow, 'number' | 'state'>[],
): { number: number; isNew: boolean } {
  const last = waves.at(-1);
  return last?.state === 'waiting'
    ? { number: last.number, isNew: false }
    : { number: (last?.number ?? 0) + 1, isNew: true };
}
