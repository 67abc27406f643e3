import type { Knex } from 'knex';

/** How a sweep ended. */
export type SweepEnd = {
  identityId: string;
  leaseId: string;
  /** Until the next one. */
  dueInMs: number;
  /** Absent where the sweep was not completed. */
  completed?: {
    /** The database's clock before the first request. */
    startedAt: Date;
    watermark: Date | undefined;
    etag: string | undefined;
    full?: { watermark: Date | undefined; dueInMs: number };
  };
};

/**
 * Ends a sweep: gives the lease back, sets the next due time and, where it was
 * completed, moves the watermarks. They never move backwards.
 *
 * A due time that a hint has brought forward meanwhile stays: see claimSweep.
 *
 * @returns false where the lease was lost.
 */
export async function finishSweep(
  db: Knex | Knex.Transaction,
  end: SweepEnd,
): Promise<boolean> {
  const { completed } = end;
  const full = completed?.full;
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `update identity_states set
       sweep_lease_id = null,
       sweep_lease_until = null,
       sweep_due_at = least(
         case when sweep_due_at < sweep_lease_until then sweep_due_at end,
         clock_timestamp() + :dueInMs * interval '1 ms'),
       watermark = greatest(watermark, :watermark),
       full_watermark = greatest(full_watermark, :fullWatermark),
       full_sweep_due_at = coalesce(clock_timestamp() + :fullDueInMs * interval '1 ms', full_sweep_due_at),
       etag = case when :completed then :etag else etag end,
       swept_at = greatest(swept_at, :startedAt)
     where identity_id = :identityId
       and sweep_lease_id = :leaseId
       and sweep_lease_until > clock_timestamp()`,
    {
      identityId: end.identityId,
      leaseId: end.leaseId,
      dueInMs: end.dueInMs,
      completed: Boolean(completed),
      watermark: completed?.watermark ?? null,
      fullWatermark: full?.watermark ?? null,
      fullDueInMs: full?.dueInMs ?? null,
      etag: completed?.etag ?? null,
      startedAt: completed?.startedAt ?? null,
    } as Record<string, Knex.Value>,
  );
  return rowCount === 1;
}
