import type { Knex } from 'knex';
import type { IdentityStateRow } from '../../rows';

/** What all replicas know of an identity, by the clock of the database. */
export type IdentityStateNow = IdentityStateRow & {
  paused: boolean;
  /** Requests left of the primary limit, where the latest answer still holds. */
  rate_left: number | null;
};

/** Reads what is known of identities. */
export async function listIdentityStates(
  knex: Knex,
  identityIds: string[],
): Promise<IdentityStateNow[]> {
  return await knex('identity_states')
    .whereIn('identity_id', identityIds)
    .select(
      '*',
      knex.raw(`coalesce(paused_until > clock_timestamp(), false) as paused`),
      knex.raw(
        `case when rate_reset_at > clock_timestamp() then rate_remaining end as rate_left`,
      ),
    );
}
