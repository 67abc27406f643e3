import type { Knex } from 'knex';
import { databaseTime, databaseTimeRaw } from '../sqlTime';

/**
 * Commits the intent to refresh, before anything is sent. Of all replicas that
 * ask for one generation, one gets it until its lease ends.
 *
 * @param claim - `interrupted` is whether an earlier refresh was seen whose
 *   answer is not known
 * @returns whether the caller may refresh
 */
export async function claimRefresh(
  knex: Knex,
  claim: {
    identityId: string;
    generation: number;
    interrupted: boolean;
    leaseMs: number;
  },
): Promise<boolean> {
  const count = await knex('identity_tokens')
    .where({
      identity_id: claim.identityId,
      generation: claim.generation,
    })
    .whereRaw('(refresh_started_at is not null) = ?', [claim.interrupted])
    .andWhere(free =>
      free
        .whereNull('refresh_lease_until')
        .orWhere('refresh_lease_until', '<=', databaseTimeRaw(knex)),
    )
    .update({
      // kept from an earlier one whose answer never came
      refresh_started_at: knex.raw(
        'coalesce(refresh_started_at, clock_timestamp())',
      ) as unknown as Date,
      refresh_lease_until: databaseTime(knex, claim.leaseMs),
    });
  return count > 0;
}
