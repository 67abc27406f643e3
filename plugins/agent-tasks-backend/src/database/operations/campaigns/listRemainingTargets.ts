import type { Knex } from 'knex';
import type { CampaignTargetRow } from '../../rows';

/**
 * Targets that take part and have no task yet, in the order of their waves;
 * also those that were refused when their turn came, which may be tried again.
 */
export async function listRemainingTargets(
  db: Knex,
  campaignId: string,
): Promise<CampaignTargetRow[]> {
  return await db('campaign_targets')
    .where({ campaign_id: campaignId, task_id: null, excluded_at: null })
    .whereNotNull('wave')
    .orderBy(['wave', 'position']);
}
