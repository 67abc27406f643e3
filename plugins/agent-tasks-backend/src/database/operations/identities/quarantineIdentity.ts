import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/**
 * Takes an identity out of use until its token is replaced or answers again.
 *
 * @returns whether it was in use before
 */
export async function quarantineIdentity(
  tx: Knex,
  options: { identityId: string; tokenDigest: string; message: string },
): Promise<boolean> {
  const count = await tx('identity_states')
    .where({ identity_id: options.identityId, quarantined: false })
    .update({
      quarantined: true,
      token_digest: options.tokenDigest,
      last_error: options.message,
      last_error_at: databaseTime(tx),
    });
  return count > 0;
}
