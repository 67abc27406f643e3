import type { Knex } from 'knex';

/**
 * Extends the lease of a look and, with a page that was read, moves its
 * watermark. In a transaction it also fences that transaction's writes: the row
 * stays locked until the commit.
 *
 * @returns false where the lease has ended or is another's: stop, write nothing.
 */
export async function keepBypassSweep(
  db: Knex | Knex.Transaction,
  options: {
    repository: string;
    leaseId: string;
    leaseMs: number;
    watermark?: Date;
    archived: boolean;
  },
): Promise<boolean> {
  const { repository, leaseId, leaseMs, watermark, archived } = options;
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `update bypass_sweeps set
       lease_until = clock_timestamp() + :leaseMs * interval '1 ms',
       :column: = greatest(:column:, :watermark)
     where repository = :repository and lease_id = :leaseId
       and lease_until > clock_timestamp()`,
    {
      repository,
      leaseId,
      leaseMs,
      // the greatest of a time and nothing is the time
      watermark: watermark ?? null,
      column: archived ? 'archived_watermark' : 'watermark',
    } as Record<string, Knex.Value>,
  );
  return rowCount === 1;
}
