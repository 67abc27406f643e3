import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';

/** Tasks of a campaign that have failed for one reason, in their order. */
export async function listFailedTasks(
  db: Knex,
  campaignId: string,
  failureClass: string,
): Promise<Pick<TaskRow, 'id' | 'owner_ref'>[]> {
  return await db('agent_tasks')
    .where({ campaign_id: campaignId, phase: 'failed' })
    .where('failure_class', failureClass)
    .orderBy('seq')
    .select('id', 'owner_ref');
}
