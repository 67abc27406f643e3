import type { Knex } from 'knex';

/** Gives targets that were planned anew what their owners had said of them. */
export async function restoreDecisions(
  tx: Knex.Transaction,
  campaignId: string,
): Promise<void> {
  await tx.raw(
    `update campaign_targets g set
       opted_out = d.opted_out,
       excluded_by = case when d.opted_out then d.excluded_by else g.excluded_by end,
       excluded_at = case when d.opted_out then d.excluded_at else g.excluded_at end,
       excluded_reason = case when d.opted_out then d.excluded_reason else g.excluded_reason end,
       deferred_until = d.deferred_until, deferred_by = d.deferred_by,
       deferred_at = d.deferred_at, deferred_reason = d.deferred_reason
     from campaigns c
     cross join lateral jsonb_each(c.kept_decisions) as kept(target_key, decision)
     cross join lateral jsonb_to_record(kept.decision) as d(
       opted_out boolean, excluded_by text, excluded_at timestamptz,
       excluded_reason text, deferred_until timestamptz, deferred_by text,
       deferred_at timestamptz, deferred_reason text)
     where c.id = :campaignId and g.campaign_id = c.id
       and g.target_key = kept.target_key`,
    { campaignId },
  );
  await tx('campaigns')
    .where({ id: campaignId })
    .update({ kept_decisions: null });
}
