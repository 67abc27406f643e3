import type { Knex } from 'knex';

/**
 * Marks the targets of a wave, or of all, whose tasks are to be taken back;
 * also again, because more may be left to take back by now.
 */
export async function markRecalls(
  tx: Knex.Transaction,
  options: { campaignId: string; wave?: number },
): Promise<void> {
  const query = tx('campaign_targets')
    .where({ campaign_id: options.campaignId })
    .whereNotNull('task_id');
  if (options.wave !== undefined) {
    query.where('wave', options.wave);
  }
  await query.update({
    recall_state: 'pending',
    recall_message: null,
    recall_failures: 0,
  });
}
