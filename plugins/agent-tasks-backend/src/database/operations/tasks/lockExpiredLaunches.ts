import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';

/**
 * Locks tasks whose worker went silent while it launched them. Locked rows of
 * another takeover are skipped, so each is taken over once.
 */
export async function lockExpiredLaunches(
  tx: Knex.Transaction,
  limit: number,
): Promise<TaskRow[]> {
  return await tx('agent_tasks')
    .where('launch_state', 'launching')
    .where('lease_until', '<', tx.raw('clock_timestamp()'))
    .orderBy('lease_until')
    .limit(limit)
    .forUpdate()
    .skipLocked();
}
