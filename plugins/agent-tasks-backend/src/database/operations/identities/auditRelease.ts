import type { Knex } from 'knex';
import { BROKER } from '../../../launcher/actor';
import { appendAudit } from '../audit/appendAudit';

/** Notes on the trail that an identity is in use again, with the reason's code. */
export async function auditRelease(
  tx: Knex,
  identityId: string,
  code: 'token-replaced' | 'token-answered' | 'token-refreshed',
): Promise<void> {
  await appendAudit(tx, {
    action: 'identity.release',
    actor: BROKER,
    result: 'allowed',
    identity_id: identityId,
    details: {
      before: { quarantined: true },
      after: { quarantined: false },
      code,
    },
  });
}
