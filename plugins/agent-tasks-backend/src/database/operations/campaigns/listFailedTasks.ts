import type { Knex } from 'knex';

/** Tasks of a campaign that have failed for one reason, in their order. */
export async function listFailedTasks(
  db: Knex,
  campaignId: string,
  failureClass: string,
): Promise<string[]> {
  return await db('agent_tasks')
    .where({ campaign_id: campaignId, phase: 'failed' })
    .where('failure_class', failureClass)
    .orderBy('seq')
    .pluck('id');
}
