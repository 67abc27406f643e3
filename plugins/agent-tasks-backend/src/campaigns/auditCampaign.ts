import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { requestFacts } from '../audit/requestFacts';
import { appendAudit } from '../database/operations/audit/appendAudit';
import type { CampaignRow } from '../database/rows';
import type { Caller } from '../tasks/TaskService';

/** Writes down what somebody does with a campaign, before it is done. */
export async function auditCampaign(
  tx: Knex.Transaction,
  done: {
    verb: string;
    campaign: Pick<CampaignRow, 'id' | 'title' | 'state'>;
    caller: Caller;
    details?: JsonObject;
  },
): Promise<void> {
  const { verb, campaign, caller, details } = done;
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
