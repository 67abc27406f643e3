import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/**
 * Keeps a campaign's counts, at most once in the interval unless they are the
 * last ones.
 */
export async function saveSnapshot(
  db: Knex,
  snapshot: {
    campaignId: string;
    counts: Record<string, number>;
    intervalMs: number;
    last?: boolean;
  },
): Promise<void> {
  const { campaignId, counts, intervalMs, last } = snapshot;
  const latest = await db('campaign_snapshots')
    .where({ campaign_id: campaignId })
    .orderBy('at', 'desc')
    .first(
      '*',
      db.raw("at < clock_timestamp() - ? * interval '1 ms' as old", [
        intervalMs,
      ]),
    );
  const same =
    latest !== undefined &&
    JSON.stringify(sorted(latest.counts)) === JSON.stringify(sorted(counts));
  if (same || (latest && !(latest as { old?: boolean }).old && !last)) {
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
