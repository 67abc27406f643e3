import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/**
 * Has targets of a campaign looked at now, also those that nobody looked at
 * any more.
 */
export async function lookAgain(
  tx: Knex.Transaction,
  campaignId: string,
  targetIds?: string[],
): Promise<void> {
  const targets = tx('campaign_targets')
    .where({ campaign_id: campaignId })
    .select('id');
  await tx('campaign_outcomes')
    .whereIn(
      'target_id',
      targetIds ? targets.whereIn('id', targetIds) : targets,
    )
    .update({ due_at: databaseTime(tx) });
}
