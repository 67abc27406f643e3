import type { Knex } from 'knex';

/** Tasks of a campaign that were not sent, in their order. */
export async function listUnsentTasks(
  db: Knex,
  campaignId: string,
): Promise<string[]> {
  return await db('agent_tasks')
    .where({ campaign_id: campaignId })
    .whereIn('launch_state', ['queued', 'awaiting_approval'])
    .orderBy('seq')
    .pluck('id');
}
