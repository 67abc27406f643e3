import type { Knex } from 'knex';

/** Notes whose token it is; a token that answers ends its quarantine. */
export async function recordIdentityUser(
  knex: Knex,
  options: { identityId: string; userId: string; login: string },
): Promise<void> {
  await knex('identity_states')
    .where('identity_id', options.identityId)
    .update({
      user_id: options.userId,
      login: options.login,
      quarantined: false,
      quarantine_code: null,
      quarantined_at: null,
      token_digest: null,
    });
}
