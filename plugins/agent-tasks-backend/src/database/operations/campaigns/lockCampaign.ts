import type { Knex } from 'knex';
import type { CampaignRow } from '../../rows';

/** One campaign, for the rest of the transaction. */
export async function lockCampaign(
  tx: Knex.Transaction,
  id: string,
): Promise<CampaignRow | undefined> {
  return await tx('campaigns').where({ id }).forUpdate().first();
}
