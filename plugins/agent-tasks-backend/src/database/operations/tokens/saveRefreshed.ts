import type { Knex } from 'knex';
import { BROKER } from '../../../launcher/actor';
import { appendAudit } from '../audit/appendAudit';
import { auditRelease } from '../identities/auditRelease';
import { databaseTime } from '../sqlTime';

/**
 * Stores a new pair of tokens, both in one column of one row. Conditional on
 * the generation alone, not on a lease: who holds a new pair holds the only
 * one that works, however late it comes.
 *
 * @param pair - lifetimes count from now
 * @returns false where another chain was begun in between
 */
export async function saveRefreshed(
  tx: Knex.Transaction,
  pair: {
    identityId: string;
    generation: number;
    sealed: string;
    accessLeftMs: number;
    refreshLeftMs?: number;
    /** It was refreshed because GitHub rejected the access token. */
    rejected: boolean;
  },
): Promise<boolean> {
  const { identityId, generation, accessLeftMs, refreshLeftMs } = pair;
  const refreshEnds =
    refreshLeftMs === undefined ? null : databaseTime(tx, refreshLeftMs);
  const count = await tx('identity_tokens')
    .where({ identity_id: identityId, generation })
    .update({
      sealed: pair.sealed,
      generation: generation + 1,
      access_expires_at: databaseTime(tx, accessLeftMs),
      refresh_expires_at: refreshEnds,
      refresh_started_at: null,
      refresh_lease_until: null,
      refresh_due_at: null,
      refresh_failures: 0,
      refreshed_at: databaseTime(tx),
      ...(pair.rejected && { rejected_at: databaseTime(tx) }),
    });
  if (!count) {
    return false;
  }
  await tx('identity_states')
    .where('identity_id', identityId)
    .update({ token_expires_at: refreshEnds });
  await appendAudit(tx, {
    action: 'identity.refresh-token',
    actor: BROKER,
    result: 'allowed',
    identity_id: identityId,
    details: {
      before: { generation },
      after: { generation: generation + 1 },
      ...(pair.rejected && { rejected: true }),
    },
  });
  // a pair that came late makes good what was given up for lost
  const released = await tx('identity_states')
    .where({ identity_id: identityId, quarantined: true })
    .whereNot('quarantine_code', 'token-rejected')
    .update({
      quarantined: false,
      quarantine_code: null,
      quarantined_at: null,
      token_digest: null,
    });
  if (released) {
    await auditRelease(tx, identityId, 'token-refreshed');
  }
  return true;
}
