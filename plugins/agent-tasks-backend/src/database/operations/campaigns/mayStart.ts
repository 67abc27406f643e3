import type { Knex } from 'knex';

/**
 * Whether a target is neither left out nor put off. Who says so holds the
 * campaign's row, as does who asks, so that the answer holds until the end of
 * the transaction.
 */
export async function mayStart(
  tx: Knex.Transaction,
  targetId: string,
): Promise<boolean> {
  const row = await tx('campaign_targets')
    .where({ id: targetId, excluded_at: null })
    .where(either =>
      either
        .whereNull('deferred_until')
        .orWhereRaw('deferred_until <= clock_timestamp()'),
    )
    .first('id');
  return row !== undefined;
}
