import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/** Keeps a campaign's counts, where they are not the ones that were kept last. */
export async function saveSnapshot(
  db: Knex,
  snapshot: { campaignId: string; counts: Record<string, number> },
): Promise<void> {
  const { campaignId, counts } = snapshot;
  const latest = await db('campaign_snapshots')
    .where({ campaign_id: campaignId })
    .orderBy('at', 'desc')
    .first();
  if (
    latest !== undefined &&
    JSON.stringify(sorted(latest.counts)) === JSON.stringify(sorted(counts))
  ) {
    return;
  }
  await db('campaign_snapshots')
    .insert({
      campaign_id: campaignId,
      at: databaseTime(db),
      counts: JSON.stringify(counts) as never,
    })
    .onConflict(['campaign_id', 'at'])
    .ignore();
}

function sorted(counts: Record<string, number>): [string, number][] {
  return Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
}
