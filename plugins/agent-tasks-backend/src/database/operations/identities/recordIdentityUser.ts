import type { Knex } from 'knex';
import { auditRelease } from './auditRelease';

/** Notes whose token it is; a token that answers ends its quarantine. */
export async function recordIdentityUser(
  knex: Knex,
  options: { identityId: string; userId: string; login: string },
): Promise<void> {
  const { identityId, userId, login } = options;
  await knex.transaction(async tx => {
    await tx('identity_states')
      .where('identity_id', identityId)
      .update({ user_id: userId, login });
    const released = await tx('identity_states')
      .where({ identity_id: identityId, quarantined: true })
      .update({
        quarantined: false,
        quarantine_code: null,
        quarantined_at: null,
        token_digest: null,
      });
    if (released) {
      await auditRelease(tx, identityId, 'token-answered');
    }
  });
}
