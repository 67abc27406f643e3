import type { Knex } from 'knex';

// first key of the advisory locks, so that they meet nobody else's
const NAMESPACE = 'agent-tasks.limits';

/**
 * Takes what is counted against a limit until the end of the transaction: who
 * counts next sees what this one has written.
 */
export async function lockLimit(
  tx: Knex.Transaction,
  name: string,
): Promise<void> {
  await tx.raw('select pg_advisory_xact_lock(hashtext(?), hashtext(?))', [
    NAMESPACE,
    name,
  ]);
}
