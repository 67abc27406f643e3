import type { Knex } from 'knex';
import { databaseTimeRaw } from '../sqlTime';

/**
 * Pauses an identity on all replicas. A pause is never shortened.
 *
 * @param pause - `forMs` from now on
 */
export async function pauseIdentity(
  tx: Knex,
  pause: { identityId: string; forMs: number; reason: string },
): Promise<void> {
  const until = databaseTimeRaw(tx, pause.forMs);
  await tx('identity_states')
    .where('identity_id', pause.identityId)
    .andWhere(longer =>
      longer.whereNull('paused_until').orWhere('paused_until', '<', until),
    )
    .update({
      paused_until: until as unknown as Date,
      pause_reason: pause.reason.slice(0, 255),
    });
}
