import type { Knex } from 'knex';
import type {
  CampaignOutcomeRow,
  CampaignRow,
  CampaignTargetRow,
} from '../../rows';

/** A target that this process may look at until its lease ends. */
export type ClaimedOutcome = {
  row: CampaignOutcomeRow;
  leaseId: string;
  target: CampaignTargetRow;
  campaign: CampaignRow;
  /** The database's clock, one for all replicas. */
  now: Date;
};

/**
 * Claims targets that are due for a look.
 *
 * No race: rows that another replica has locked are skipped, and those of a
 * living lease are left alone. While a look runs, its due time is the end of
 * its lease: a replica that dies leaves a look that is due then, and a look
 * that is asked for meanwhile makes the two differ, so that it is not lost.
 */
export async function claimOutcomes(
  db: Knex,
  options: { leaseId: string; leaseMs: number; limit: number },
): Promise<ClaimedOutcome[]> {
  const { rows } = await db.raw<{
    rows: (CampaignOutcomeRow & { now: Date })[];
  }>(
    `update campaign_outcomes o set lease_id = :leaseId,
       lease_until = due.lease_until, due_at = due.lease_until
     from (
       select target_id, clock_timestamp() + :leaseMs * interval '1 ms' as lease_until
       from campaign_outcomes
       where due_at <= clock_timestamp()
         and (lease_until is null or lease_until <= clock_timestamp())
       order by due_at limit :limit
       for update skip locked
     ) due
     where o.target_id = due.target_id
     returning o.*, clock_timestamp() as now`,
    options,
  );
  const targets = await db('campaign_targets').whereIn(
    'id',
    rows.map(row => row.target_id),
  );
  const campaigns = await db('campaigns').whereIn('id', [
    ...new Set(targets.map(target => target.campaign_id)),
  ]);
  return rows.flatMap(({ now, ...row }) => {
    const target = targets.find(({ id }) => id === row.target_id);
    const campaign = campaigns.find(({ id }) => id === target?.campaign_id);
    return target && campaign
      ? [{ row, leaseId: options.leaseId, target, campaign, now }]
      : [];
  });
}
