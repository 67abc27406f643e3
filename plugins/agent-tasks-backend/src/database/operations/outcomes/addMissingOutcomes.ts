import type { Knex } from 'knex';

/**
 * Begins to look at all targets of a campaign that take part and are not
 * looked at yet, as of now.
 */
export async function addMissingOutcomes(
  tx: Knex.Transaction,
  campaignId: string,
): Promise<void> {
  await tx.raw(
    `insert into campaign_outcomes (target_id, outcome, due_at)
     select id, 'unknown', clock_timestamp() from campaign_targets
     where campaign_id = ? and wave is not null
     on conflict (target_id) do nothing`,
    [campaignId],
  );
}
