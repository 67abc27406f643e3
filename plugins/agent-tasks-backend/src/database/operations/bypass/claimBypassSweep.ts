import type { Knex } from 'knex';
import type { BypassSweepRow } from '../../rows';

/** A repository that this process may look through until its lease ends. */
export type ClaimedBypassSweep = BypassSweepRow & {
  lease_id: string;
  /** The database's clock, one for all replicas. */
  now: Date;
};

/**
 * Claims the repository that is due the longest, unless another replica holds
 * any: one replica looks through one repository at a time, so that what can
 * wait never adds up to what cannot.
 *
 * No race: claims take turns under an advisory lock, so the second sees the
 * lease of the first.
 *
 * @returns undefined where nothing is due, or another replica is at it.
 */
export async function claimBypassSweep(
  knex: Knex,
  options: { leaseId: string; leaseMs: number; governedWithinMs: number },
): Promise<ClaimedBypassSweep | undefined> {
  return await knex.transaction(async tx => {
    await tx.raw(
      `select pg_advisory_xact_lock(hashtext('agent-tasks.bypass'), 0)`,
    );
    const { rows } = await tx.raw<{ rows: ClaimedBypassSweep[] }>(
      `update bypass_sweeps s set
         lease_id = :leaseId,
         lease_until = clock_timestamp() + :leaseMs * interval '1 ms'
       where s.repository = (
         select repository from bypass_sweeps
         where due_at <= clock_timestamp()
           and governed_at > clock_timestamp() - :governedWithinMs * interval '1 ms'
           and not exists (
             select 1 from bypass_sweeps
             where lease_until > clock_timestamp())
         order by due_at limit 1)
       returning s.*, clock_timestamp() as now`,
      options,
    );
    return rows[0];
  });
}
