import type { Knex } from 'knex';
import type { OutboxRow } from '../../rows';

/**
 * Claims the oldest rows for the caller's transaction. Rows that another
 * replica tells are skipped, so that one wins each; they come back where its
 * transaction ends without deleting them.
 */
export async function claimOutbox(
  tx: Knex.Transaction,
  limit: number,
): Promise<OutboxRow[]> {
  return await tx('outbox').orderBy('id').limit(limit).forUpdate().skipLocked();
}
