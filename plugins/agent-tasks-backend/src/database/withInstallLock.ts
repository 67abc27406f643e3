import type { Knex } from 'knex';
import { openRawConnection } from './rawConnection';

/**
 * Runs a function in one replica at a time. Replicas that start together on an
 * empty database would otherwise create the same schema twice, and the losers
 * fail.
 *
 * The lock is held by a connection outside of the pool: the function may need
 * all of those.
 */
export async function withInstallLock(
  knex: Knex,
  what: 'schema' | 'queue',
  run: () => Promise<void>,
): Promise<void> {
  const connection = await openRawConnection(knex);
  // a connection that breaks frees the lock, and the next query says why
  connection.on('error', () => {});
  try {
    await connection.query(
      `select pg_advisory_lock(hashtext('agent-tasks.install'), hashtext('${what}'))`,
    );
    await run();
  } finally {
    await connection.end();
  }
}
