import type { Knex } from 'knex';
import { roundCredits } from '../../../tasks/credits';

/** What the tasks of a campaign have used; undefined where nothing is known. */
export async function sumCredits(
  db: Knex,
  campaignId: string,
): Promise<number | undefined> {
  const row = await db('agent_tasks')
    .where({ campaign_id: campaignId })
    .first<{ nano: string | null }>(db.raw('sum(credits_nano) as nano'));
  return row?.nano ? roundCredits(row.nano) : undefined;
}
