import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/**
 * Ends a look. A look that was asked for in the meantime stays due.
 *
 * @param againInMs - until the next look; none unless given
 */
export async function releaseCampaign(
  db: Knex,
  options: { id: string; leaseId: string; seen: Date; againInMs?: number },
): Promise<void> {
  const { id, leaseId, seen, againInMs } = options;
  await db('campaigns')
    .where({ id, lease_id: leaseId })
    .update({
      lease_id: null,
      lease_until: null,
      due_look_at: db.raw(
        'case when due_look_at is distinct from ? then due_look_at else ? end',
        [
          seen,
          againInMs === undefined ? null : databaseTime(db, againInMs),
        ] as never,
      ) as never,
    });
}
