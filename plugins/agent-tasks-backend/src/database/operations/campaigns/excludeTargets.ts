import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/**
 * Leaves targets out, or takes them in again, where they have no task yet. One
 * that was refused when its turn came is judged again.
 *
 * @returns how many have changed
 */
export async function excludeTargets(
  tx: Knex.Transaction,
  options: {
    campaignId: string;
    ids: string[];
    excluded?: { by: string; reason?: string };
  },
): Promise<number> {
  const { campaignId, ids, excluded } = options;
  const query = tx('campaign_targets')
    .where({ campaign_id: campaignId, task_id: null })
    .whereIn('id', ids);
  return excluded
    ? await query.whereNull('excluded_at').update({
        excluded_by: excluded.by,
        excluded_at: databaseTime(tx),
        excluded_reason: excluded.reason ?? null,
      })
    : await query
        .where(either =>
          either
            .whereNotNull('excluded_at')
            .orWhere(refused =>
              refused.where('verdict', 'refused').whereNotNull('wave'),
            ),
        )
        .update({
          excluded_by: null,
          excluded_at: null,
          excluded_reason: null,
          opted_out: false,
          verdict: tx.raw(
            "case when verdict = 'refused' and wave is not null then 'unknown' else verdict end",
          ) as never,
        });
}
