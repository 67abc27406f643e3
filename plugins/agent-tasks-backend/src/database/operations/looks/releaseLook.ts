import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';
import type { LookedAt } from './claimLooks';

/**
 * Ends a look. A look that was asked for in the meantime stays due.
 *
 * @param againInMs - until the next look; none unless given
 */
export async function releaseLook(
  db: Knex,
  table: keyof LookedAt,
  options: { id: string; leaseId: string; againInMs?: number },
): Promise<void> {
  const { id, leaseId, againInMs } = options;
  await db(table)
    .where({ id, lease_id: leaseId })
    .update({
      lease_id: null,
      lease_until: null,
      due_look_at: db.raw(
        'case when due_look_at = lease_until then ? else due_look_at end',
        [againInMs === undefined ? null : databaseTime(db, againInMs)] as never,
      ) as never,
    });
}
