import type { Knex } from 'knex';

/**
 * Claims the decision about one of them.
 *
 * No race: the row is written by one of two replicas, and by the next one only
 * once the lease of the first has ended without an outcome.
 */
export async function claimOwnAttempt(
  db: Knex,
  claim: { taskId: string; afterAttempt: number; leaseMs: number },
): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `insert into own_attempts as own (task_id, after_attempt, lease_until)
     values (:taskId, :afterAttempt, clock_timestamp() + :leaseMs * interval '1 ms')
     on conflict (task_id, after_attempt) do update
       set lease_until = excluded.lease_until
       where own.outcome is null and own.lease_until <= clock_timestamp()`,
    claim,
  );
  return rowCount > 0;
}
