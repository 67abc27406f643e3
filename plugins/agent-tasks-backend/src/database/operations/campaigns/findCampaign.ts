import type { Knex } from 'knex';
import type { CampaignRow } from '../../rows';

/** One campaign. */
export async function findCampaign(
  db: Knex,
  id: string,
): Promise<CampaignRow | undefined> {
  return await db('campaigns').where({ id }).first();
}
