import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { requestFacts } from '../audit/requestFacts';
import { appendAudit } from '../database/operations/audit/appendAudit';
import type { CampaignRow } from '../database/rows';
import type { Caller } from '../tasks/TaskService';

/** Puts what somebody does with a campaign on the trail. */
export async function auditCampaign(
  tx: Knex.Transaction,
  verb: string,
  campaign: Pick<CampaignRow, 'id' | 'title' | 'state'>,
  caller: Caller,
  details: JsonObject = {},
): Promise<void> {
  await appendAudit(tx, {
    action: `campaign.${verb}`,
    actor: caller.actor,
    result: 'allowed',
    details: {
      ...requestFacts(caller),
      campaignId: campaign.id,
      campaign: campaign.title,
      before: { state: campaign.state },
      ...details,
    },
  });
}
