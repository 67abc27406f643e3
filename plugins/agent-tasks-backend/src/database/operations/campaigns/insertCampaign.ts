import type { Knex } from 'knex';
import type { CampaignRow } from '../../rows';
import { databaseTime } from '../sqlTime';

/** Inserts a campaign that is to be planned. */
export async function insertCampaign(
  tx: Knex.Transaction,
  campaign: Pick<
    CampaignRow,
    | 'id'
    | 'title'
    | 'description'
    | 'owner_ref'
    | 'created_by'
    | 'due_at'
    | 'template_ref'
    | 'template_version_id'
    | 'include_ids'
    | 'request'
    | 'max_open_per_owner'
  >,
): Promise<CampaignRow> {
  const [row] = await tx('campaigns')
    .insert({
      ...campaign,
      include_ids: JSON.stringify(campaign.include_ids) as never,
      request: JSON.stringify(campaign.request) as never,
      state: 'planning',
      state_since: databaseTime(tx),
      created_at: databaseTime(tx),
    })
    .returning('*');
  return row;
}
