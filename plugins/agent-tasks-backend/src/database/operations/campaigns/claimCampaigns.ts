import type { Knex } from 'knex';
import type { CampaignRow } from '../../rows';

/**
 * Claims campaigns that are due for a look.
 *
 * No race: rows that another replica has locked are skipped, and those of a
 * living lease are left alone.
 */
export async function claimCampaigns(
  db: Knex,
  options: { leaseId: string; leaseMs: number; limit: number },
): Promise<CampaignRow[]> {
  const { rows } = await db.raw<{ rows: CampaignRow[] }>(
    `update campaigns set lease_id = :leaseId,
       lease_until = clock_timestamp() + :leaseMs * interval '1 ms'
     where id in (
       select id from campaigns
       where due_look_at <= clock_timestamp()
         and (lease_until is null or lease_until <= clock_timestamp())
       order by due_look_at limit :limit
       for update skip locked
     )
     returning *`,
    options,
  );
  return rows;
}
