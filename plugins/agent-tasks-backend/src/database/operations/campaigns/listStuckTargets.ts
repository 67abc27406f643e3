import type { Knex } from 'knex';

/**
 * Targets whose tasks wait for longer than their service level, the longest
 * first.
 *
 * @returns ids
 */
export async function listStuckTargets(
  db: Knex,
  campaignId: string,
  limit: number,
): Promise<string[]> {
  return await db('campaign_targets as g')
    .join('task_waits as w', 'w.task_id', 'g.task_id')
    .where('g.campaign_id', campaignId)
    .where('w.overdue_at', '<=', db.raw('clock_timestamp()'))
    .orderBy('w.overdue_at')
    .limit(limit)
    .pluck('g.id');
}
