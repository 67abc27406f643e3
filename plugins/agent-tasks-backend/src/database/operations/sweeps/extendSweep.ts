import type { Knex } from 'knex';

/**
 * Extends the lease of a sweep. In a transaction it also fences that
 * transaction's writes: the row stays locked until the commit, so that nobody
 * else can claim the sweep in between.
 *
 * @returns false where the lease has ended or is another's: stop, write nothing.
 */
export async function extendSweep(
  db: Knex | Knex.Transaction,
  options: { identityId: string; leaseId: string; leaseMs: number },
): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `update identity_states
     set sweep_lease_until = n.lease_until,
       sweep_due_at = case when sweep_due_at < sweep_lease_until
         then sweep_due_at else n.lease_until end
     from (select clock_timestamp() + :leaseMs * interval '1 ms' as lease_until) n
     where identity_id = :identityId
       and sweep_lease_id = :leaseId
       and sweep_lease_until > clock_timestamp()`,
    options,
  );
  return rowCount === 1;
}
