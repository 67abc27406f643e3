import type {
  CampaignVerdict,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';

/**
 * Writes what policy says of targets that have no task yet. Of those that were
 * not judged it is not known until their turn comes.
 */
export async function setVerdicts(
  tx: Knex.Transaction,
  campaignId: string,
  judged: { id: string; verdict: CampaignVerdict; reasons: Reason[] }[],
): Promise<void> {
  await tx.raw(
    `update campaign_targets g
     set verdict = coalesce(said.verdict, 'unknown'),
       reasons = coalesce(said.reasons, '[]')
     from campaign_targets each
     left join jsonb_to_recordset(:judged::jsonb)
       as said(id uuid, verdict text, reasons jsonb) on said.id = each.id
     where each.id = g.id and g.campaign_id = :campaignId
       and g.task_id is null and g.excluded_at is null and g.wave is not null`,
    { campaignId, judged: JSON.stringify(judged) },
  );
}
