import type { Knex } from 'knex';

/** Replaces a sealed text by the same one under another key, unless it has changed. */
export async function resealToken(
  knex: Knex,
  options: { identityId: string; from: string; to: string },
): Promise<boolean> {
  const count = await knex('identity_tokens')
    .where({ identity_id: options.identityId, sealed: options.from })
    .update({ sealed: options.to });
  return count > 0;
}
