import type { Knex } from 'knex';

/**
 * Begins a chain of tokens with a configured refresh token, unless it was begun
 * with before: a replica with yesterday's configuration must not go back to a
 * refresh token that is used up.
 *
 * @param sealed - the configured refresh token, encrypted
 * @returns whether the chain began now
 */
export async function beginTokens(
  knex: Knex,
  options: { identityId: string; seedDigest: string; sealed: string },
): Promise<boolean> {
  const { rowCount } = await knex.raw<{ rowCount: number }>(
    `insert into identity_tokens as token
       (identity_id, seed_digest, used_seeds, sealed)
     values (:identityId, :seedDigest, jsonb_build_array(:seedDigest::text), :sealed)
     on conflict (identity_id) do update set
       seed_digest = excluded.seed_digest,
       used_seeds = token.used_seeds || excluded.used_seeds,
       sealed = excluded.sealed,
       generation = token.generation + 1,
       access_expires_at = null, refresh_expires_at = null,
       refresh_started_at = null, refresh_lease_until = null,
       refresh_due_at = null, refresh_failures = 0,
       refreshed_at = null, rejected_at = null
     where not token.used_seeds @> excluded.used_seeds`,
    options,
  );
  return rowCount > 0;
}
