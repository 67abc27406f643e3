import type { Knex } from 'knex';
import type { QuarantineCode } from '../../../identities/quarantines';
import { BROKER } from '../../../launcher/actor';
import { appendAudit } from '../audit/appendAudit';
import { enqueueIdentityNews } from '../outbox/enqueueIdentityNews';
import { databaseTime } from '../sqlTime';

/**
 * Takes an identity out of use until its token is replaced or answers again,
 * and has administrators told.
 *
 * @param options - `code` is why, `token-rejected` unless given
 * @returns whether it was in use before
 */
export async function quarantineIdentity(
  knex: Knex,
  options: {
    identityId: string;
    tokenDigest: string;
    code?: QuarantineCode;
    message: string;
  },
): Promise<boolean> {
  const { identityId, code = 'token-rejected' } = options;
  return await knex.transaction(async tx => {
    const count = await tx('identity_states')
      .where({ identity_id: identityId, quarantined: false })
      .update({
        quarantined: true,
        quarantine_code: code,
        quarantined_at: databaseTime(tx),
        token_digest: options.tokenDigest,
        last_error: options.message,
        last_error_at: databaseTime(tx),
      });
    if (count) {
      await appendAudit(tx, {
        action: 'identity.quarantine',
        actor: BROKER,
        result: 'allowed',
        identity_id: identityId,
        details: {
          before: { quarantined: false },
          after: { quarantined: true },
          reasons: [{ code, message: options.message }],
        },
      });
      await enqueueIdentityNews(tx, { event: 'quarantined', identityId, code });
    }
    return count > 0;
  });
}
