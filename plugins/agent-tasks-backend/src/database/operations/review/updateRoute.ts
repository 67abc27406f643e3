import type { Knex } from 'knex';
import type { PullRouteRow } from '../../rows';
import { databaseTime } from '../sqlTime';
import type { ClaimedRoute } from './claimRoutes';

/** What is written of a route. */
export type RoutePatch = Partial<Omit<PullRouteRow, 'task_id' | 'database_id'>>;

/**
 * Writes to a route whose lease is the caller's own.
 *
 * @param leaseMs - extends the lease
 * @returns false where the lease was lost; then nothing is written.
 */
export async function updateRoute(
  db: Knex | Knex.Transaction,
  claimed: ClaimedRoute,
  patch: RoutePatch,
  leaseMs?: number,
): Promise<boolean> {
  const { asked, asked_again: again, refused, assigned, ...rest } = patch;
  const json = { asked, asked_again: again, refused, assigned };
  const written = await db('pull_routes')
    .where({ ...claimed })
    .whereRaw('lease_until > clock_timestamp()')
    .update({
      ...rest,
      // knex makes an array of PostgreSQL's of a list
      ...Object.fromEntries(
        Object.entries(json).flatMap(([column, value]) =>
          value === undefined ? [] : [[column, JSON.stringify(value)]],
        ),
      ),
      ...(leaseMs !== undefined && {
        lease_until: databaseTime(db, leaseMs),
      }),
    });
  return written > 0;
}
