import type { Knex } from 'knex';
import { auditRelease } from './auditRelease';

/**
 * Brings the rows in line with the configuration: every identity has one, and
 * a quarantine ends when the token was replaced. Rows of identities that are
 * gone stay, because their attempts name them.
 */
export async function syncIdentityStates(
  knex: Knex,
  identities: { id: string; tokenDigest: string }[],
): Promise<void> {
  await knex.transaction(async tx => {
    for (const { id, tokenDigest } of identities) {
      await tx('identity_states')
        .insert({ identity_id: id })
        .onConflict('identity_id')
        .ignore();
      const released = await tx('identity_states')
        .where({ identity_id: id, quarantined: true })
        .whereNot('token_digest', tokenDigest)
        .update({
          quarantined: false,
          quarantine_code: null,
          quarantined_at: null,
          token_digest: null,
          paused_until: null,
          pause_reason: null,
          token_expires_at: null,
          user_id: null,
          login: null,
        });
      if (released) {
        await auditRelease(tx, id, 'token-replaced');
      }
    }
  });
}
