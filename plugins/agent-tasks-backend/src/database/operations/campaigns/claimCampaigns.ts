import type { Knex } from 'knex';
import type { CampaignRow } from '../../rows';

/** A campaign, and whether its counts are to be kept again. */
export type ClaimedCampaign = CampaignRow & { snapshot_due: boolean };

/**
 * Claims campaigns that are due for a look. While the lease lives they are due
 * at its end; any other time says that a look was asked for.
 *
 * No race: rows that another replica has locked are skipped, and those of a
 * living lease are left alone.
 */
export async function claimCampaigns(
  db: Knex,
  options: {
    leaseId: string;
    leaseMs: number;
    /** Between two snapshots of its counts. */
    snapshotMs: number;
    limit: number;
  },
): Promise<ClaimedCampaign[]> {
  const { rows } = await db.raw<{ rows: ClaimedCampaign[] }>(
    `with lease as materialized (
       select clock_timestamp() + :leaseMs * interval '1 ms' as until
     )
     update campaigns set lease_id = :leaseId, lease_until = lease.until,
       due_look_at = lease.until
     from lease where id in (
       select id from campaigns
       where due_look_at <= clock_timestamp()
         and (lease_until is null or lease_until <= clock_timestamp())
       order by due_look_at limit :limit
       for update skip locked
     )
     returning campaigns.*, not exists (
       select 1 from campaign_snapshots s where s.campaign_id = campaigns.id
         and s.at >= clock_timestamp() - :snapshotMs * interval '1 ms'
     ) as snapshot_due`,
    options,
  );
  return rows;
}
