import type { Knex } from 'knex';
import type { IdentityTokenRow } from '../../rows';

/** The tokens of an identity, with what is left by the clock of the database. */
export type IdentityTokenNow = IdentityTokenRow & {
  /** Until the access token ends; 0 where there is none. */
  access_left_ms: number;
  /** Until the replica that refreshes has to be done; 0 where none does. */
  lease_left_ms: number;
  /** Until a refresh may be tried again. */
  due_in_ms: number;
  /** GitHub rejected a token an hour ago or less, and it was replaced. */
  rejected_lately: boolean;
};

const left = (column: string) =>
  `greatest(coalesce(extract(epoch from ${column} - clock_timestamp()) * 1000, 0), 0)::float8`;

/** Reads the tokens of an identity. */
export async function readIdentityToken(
  knex: Knex,
  identityId: string,
): Promise<IdentityTokenNow | undefined> {
  return await knex('identity_tokens')
    .where('identity_id', identityId)
    .first(
      '*',
      knex.raw(`${left('access_expires_at')} as access_left_ms`),
      knex.raw(`${left('refresh_lease_until')} as lease_left_ms`),
      knex.raw(`${left('refresh_due_at')} as due_in_ms`),
      knex.raw(
        `coalesce(rejected_at > clock_timestamp() - interval '1 hour', false) as rejected_lately`,
      ),
    );
}
