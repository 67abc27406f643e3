import type { Knex } from 'knex';
import type { CampaignRow } from '../../rows';
import { databaseTime } from '../sqlTime';

/**
 * Inserts a campaign that is to be planned, unless the same caller has used the
 * same idempotency key: the second waits for the first's commit and gets
 * nothing.
 */
export async function insertCampaign(
  tx: Knex.Transaction,
  campaign: Pick<
    CampaignRow,
    | 'id'
    | 'title'
    | 'description'
    | 'owner_ref'
    | 'created_by'
    | 'schedule_id'
    | 'idempotency_key'
    | 'due_at'
    | 'template_ref'
    | 'template_version_id'
    | 'include_ids'
    | 'request'
    | 'max_open_per_owner'
  >,
): Promise<CampaignRow | undefined> {
  const [row] = await tx('campaigns')
    .insert({
      ...campaign,
      include_ids: JSON.stringify(campaign.include_ids) as never,
      request: JSON.stringify(campaign.request) as never,
      state: 'planning',
      state_since: databaseTime(tx),
      created_at: databaseTime(tx),
    })
    .onConflict(['created_by', 'idempotency_key'])
    .ignore()
    .returning('*');
  return row;
}
