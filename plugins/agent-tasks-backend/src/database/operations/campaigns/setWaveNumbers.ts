import type { Knex } from 'knex';

/** Gives targets their waves, and takes them from all others. */
export async function setWaveNumbers(
  tx: Knex.Transaction,
  campaignId: string,
  numbers: { id: string; wave: number }[],
): Promise<void> {
  await tx.raw(
    `update campaign_targets g set wave = chosen.wave
     from campaign_targets each
     left join unnest(:ids::uuid[], :waves::int[]) as chosen(id, wave) on chosen.id = each.id
     where each.id = g.id and g.campaign_id = :campaignId
       and g.wave is distinct from chosen.wave`,
    {
      campaignId,
      ids: numbers.map(({ id }) => id),
      waves: numbers.map(({ wave }) => wave),
    },
  );
}
