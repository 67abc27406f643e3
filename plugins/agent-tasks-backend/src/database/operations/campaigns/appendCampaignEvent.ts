import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { CampaignEventRow } from '../../rows';
import { databaseTime } from '../sqlTime';

/** Adds a line to a campaign's story. */
export async function appendCampaignEvent(
  tx: Knex | Knex.Transaction,
  event: {
    campaignId: string;
    kind: CampaignEventRow['kind'];
    actor: string;
    data?: JsonObject;
  },
): Promise<void> {
  const { campaignId, kind, actor, data = {} } = event;
  await tx('campaign_events').insert({
    campaign_id: campaignId,
    at: databaseTime(tx),
    kind,
    actor,
    data: JSON.stringify(data) as unknown as JsonObject,
  });
}
