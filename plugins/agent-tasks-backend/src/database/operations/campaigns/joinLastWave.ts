import type { Knex } from 'knex';

/** Targets that join a campaign that runs join what comes last. */
export async function joinLastWave(
  tx: Knex.Transaction,
  campaignId: string,
  ids: string[],
): Promise<void> {
  await tx.raw(
    `update campaign_targets set wave = (
       select max(number) from campaign_waves where campaign_id = :campaignId)
     where campaign_id = :campaignId and wave is null and id = any(:ids::uuid[])
       and verdict <> 'refused'`,
    { campaignId, ids },
  );
}
