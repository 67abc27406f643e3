import type { Knex } from 'knex';
import {
  ListedTarget,
  selectListed,
  TargetFilters,
  targetQuery,
} from './targetQuery';

/**
 * A page of targets in their order, and how many there are in all.
 *
 * @returns at most `limit + 1` rows, in order, also when going back.
 */
export async function listTargets(
  db: Knex,
  options: {
    campaignId: string;
    filters?: TargetFilters;
    ids?: string[];
    limit: number;
    /** Behind (or, going back, before) this position. */
    from?: number;
    backward?: boolean;
  },
): Promise<{ rows: ListedTarget[]; totalItems: number }> {
  const { campaignId, limit, from, backward } = options;
  const page = selectListed(db, targetQuery(db, options))
    // those that take no part come last
    .orderByRaw(
      backward
        ? 'g.wave desc nulls first, g.position desc'
        : 'g.wave nulls last, g.position',
    )
    .limit(limit + 1);
  if (from !== undefined) {
    page.whereRaw(
      `(coalesce(g.wave, 1000000), g.position) ${backward ? '<' : '>'} (
         select coalesce(wave, 1000000), position from campaign_targets
         where campaign_id = ? and position = ?)`,
      [campaignId, from],
    );
  }
  const [rows, [{ count }]] = await Promise.all([
    page,
    targetQuery(db, options).count<{ count: string }[]>('* as count'),
  ]);
  return {
    rows: backward ? rows.reverse() : rows,
    totalItems: Number(count),
  };
}
