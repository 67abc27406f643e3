import type { Knex } from 'knex';

/** Of some campaigns those whose counts are to be kept again. */
export async function listDueSnapshots(
  db: Knex,
  options: {
    campaignIds: string[];
    /** Between two snapshots. */
    intervalMs: number;
  },
): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select id from unnest(:campaignIds::uuid[]) as id
     where not exists (
       select 1 from campaign_snapshots s where s.campaign_id = id
         and s.at >= clock_timestamp() - :intervalMs * interval '1 ms')`,
    options,
  );
  return rows.map(({ id }) => id);
}
