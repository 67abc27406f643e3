import type { Knex } from 'knex';

/**
 * Gives the lease back and says when the repository is due again.
 *
 * @returns false where the lease was lost.
 */
export async function finishBypassSweep(
  knex: Knex,
  end: {
    repository: string;
    leaseId: string;
    dueInMs: number;
    /** Why it ended early; it was complete without. */
    error?: string;
  },
): Promise<boolean> {
  const { rowCount } = await knex.raw<{ rowCount: number }>(
    `update bypass_sweeps set
       lease_id = null,
       lease_until = null,
       due_at = clock_timestamp() + :dueInMs * interval '1 ms',
       last_error = :error,
       swept_at = case when :error::text is null then clock_timestamp() else swept_at end
     where repository = :repository and lease_id = :leaseId
       and lease_until > clock_timestamp()`,
    {
      repository: end.repository,
      leaseId: end.leaseId,
      dueInMs: end.dueInMs,
      error: end.error ?? null,
    } as Record<string, Knex.Value>,
  );
  return rowCount === 1;
}
