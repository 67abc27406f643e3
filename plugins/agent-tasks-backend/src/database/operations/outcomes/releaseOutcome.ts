import type { Knex } from 'knex';

/**
 * Ends a look that has seen nothing. One that was asked for in the meantime
 * stays due.
 *
 * @param look - `againInMs`: until the next look; none unless given
 */
export async function releaseOutcome(
  db: Knex,
  look: { targetId: string; leaseId: string; againInMs?: number },
): Promise<void> {
  await db.raw(
    `update campaign_outcomes set lease_id = null, lease_until = null,
       due_at = case when due_at = lease_until
         then clock_timestamp() + :againInMs::float8 * interval '1 ms'
         else due_at end
     where target_id = :targetId and lease_id = :leaseId`,
    { ...look, againInMs: look.againInMs ?? null } as Record<
      string,
      Knex.Value
    >,
  );
}
