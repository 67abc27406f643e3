import type { Knex } from 'knex';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Notes that a refresh brought no tokens.
 *
 * @param end - `settled`: GitHub certainly did not use the refresh token up.
 * @returns until when nothing is tried, in milliseconds; undefined where a new
 *   pair was stored in between
 */
export async function endRefresh(
  tx: Knex.Transaction,
  end: { identityId: string; generation: number; settled: boolean },
): Promise<number | undefined> {
  const [row] = await tx('identity_tokens')
    .where({ identity_id: end.identityId, generation: end.generation })
    .update({
      ...(end.settled && { refresh_started_at: null }),
      refresh_lease_until: null,
      refresh_failures: tx.raw('refresh_failures + 1') as unknown as number,
      refresh_due_at: tx.raw(
        `clock_timestamp()
           + least(? * 2 ^ least(refresh_failures, 12), ?) * interval '1 millisecond'`,
        [FIRST_WAIT_MS, LONGEST_WAIT_MS],
      ) as unknown as Date,
    })
    .returning('refresh_failures');
  return row
    ? Math.min(
        FIRST_WAIT_MS * 2 ** Math.min(row.refresh_failures - 1, 12),
        LONGEST_WAIT_MS,
      )
    : undefined;
}
