import type { Knex } from 'knex';
import { enqueueIdentityNews } from '../outbox/enqueueIdentityNews';

/** Days ahead at which administrators are warned. */
const STEPS = [1, 7, 14];

/**
 * Notes a warning for every identity whose token ends in 14, 7 or 1 days: each
 * once for one end, whichever replica looks first. A step that nobody looked
 * at in time is left out.
 *
 * @returns how many were noted
 */
export async function warnOfExpiry(
  knex: Knex,
  identityIds: string[],
): Promise<number> {
  return await knex.transaction(async tx => {
    const step = `(select min(days) from unnest(?::int[]) days
      where token_expires_at <= clock_timestamp() + days * interval '1 day')`;
    const { rows } = await tx.raw<{
      rows: { identity_id: string; days: number; expires_at: Date }[];
    }>(
      `update identity_states set expiry_warned_for = token_expires_at,
         expiry_warned_days = ${step}
       where identity_id = any(?) and not quarantined
         and token_expires_at > clock_timestamp()
         and ${step} < case when expiry_warned_for = token_expires_at
           then expiry_warned_days else 1000 end
       returning identity_id, expiry_warned_days as days, token_expires_at as expires_at`,
      [STEPS, identityIds, STEPS],
    );
    for (const row of rows) {
      await enqueueIdentityNews(tx, {
        event: 'expiring',
        identityId: row.identity_id,
        days: row.days,
        expiresAt: row.expires_at.toISOString(),
      });
    }
    return rows.length;
  });
}
