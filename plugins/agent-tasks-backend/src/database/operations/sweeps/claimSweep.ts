import type { Knex } from 'knex';
import type { IdentityStateRow } from '../../rows';

/** An identity's sweep that this process may make until its lease ends. */
export type ClaimedSweep = {
  state: IdentityStateRow;
  leaseId: string;
  /** The database's clock, one for all replicas. */
  now: Date;
  /** Tasks of the identity that GitHub has not settled. */
  activeCount: number;
  /** The earliest launch among them. */
  activeSince?: Date;
};

/**
 * Claims the sweep that is due the longest, or that an ended lease left behind.
 * Claim, lock and lease are one statement: of two replicas one skips the row.
 * Identities that nothing was launched with are not swept.
 *
 * While a sweep runs, its due time equals the end of its lease: a replica that
 * dies leaves a sweep that is due when the lease ends, and a hint that arrives
 * meanwhile makes the two differ, so that it is not lost.
 *
 * @returns undefined where nothing is due.
 */
export async function claimSweep(
  db: Knex,
  options: { identityIds: string[]; leaseId: string; leaseMs: number },
): Promise<ClaimedSweep | undefined> {
  const { identityIds, leaseId, leaseMs } = options;
  const { rows } = await db.raw<{
    rows: (IdentityStateRow & {
      claim_now: Date;
      active_count: number;
      active_since: Date | null;
    })[];
  }>(
    `update identity_states s set
       sweep_lease_id = :leaseId,
       sweep_lease_until = due.lease_until,
       sweep_due_at = due.lease_until
     from (
       select i.identity_id, clock_timestamp() + :leaseMs * interval '1 ms' as lease_until
       from identity_states i
       where i.identity_id = any(:identityIds)
         and not i.quarantined
         and (i.paused_until is null or i.paused_until <= clock_timestamp())
         and (i.sweep_due_at is null or i.sweep_due_at <= clock_timestamp())
         and (i.sweep_lease_until is null or i.sweep_lease_until <= clock_timestamp())
         and exists (
           select 1 from agent_tasks t
           where t.identity_id = i.identity_id and t.launch_state = 'launched')
       order by i.sweep_due_at nulls first
       limit 1
       for update skip locked
     ) due
     where s.identity_id = due.identity_id
     returning s.*, clock_timestamp() as claim_now,
       (select count(*)::int from agent_tasks t where t.identity_id = s.identity_id
         and t.launch_state = 'launched'
         and (t.agent_state is null or t.agent_state in ('queued', 'in_progress'))) as active_count,
       (select min(t.launched_at) from agent_tasks t where t.identity_id = s.identity_id
         and t.launch_state = 'launched'
         and (t.agent_state is null or t.agent_state in ('queued', 'in_progress'))) as active_since`,
    { identityIds, leaseId, leaseMs },
  );
  if (!rows.length) {
    return undefined;
  }
  const { claim_now, active_count, active_since, ...state } = rows[0];
  return {
    state,
    leaseId,
    now: claim_now,
    activeCount: active_count,
    ...(active_since && { activeSince: active_since }),
  };
}
