import type { Knex } from 'knex';

/** Keeps what owners have said of targets that are planned anew. */
export async function keepDecisions(
  tx: Knex.Transaction,
  campaignId: string,
): Promise<void> {
  await tx.raw(
    `update campaigns c set kept_decisions = coalesce(c.kept_decisions, '{}') || (
       select coalesce(jsonb_object_agg(g.target_key, jsonb_build_object(
         'opted_out', g.opted_out,
         'excluded_by', g.excluded_by, 'excluded_at', g.excluded_at,
         'excluded_reason', g.excluded_reason,
         'deferred_until', g.deferred_until, 'deferred_by', g.deferred_by,
         'deferred_at', g.deferred_at, 'deferred_reason', g.deferred_reason
       )), '{}')
       from campaign_targets g
       where g.campaign_id = c.id and (g.opted_out or g.deferred_until is not null))
     where c.id = ?`,
    [campaignId],
  );
}
