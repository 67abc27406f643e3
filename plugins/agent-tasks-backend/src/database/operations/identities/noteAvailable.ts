import type { Knex } from 'knex';

/**
 * Notes that GitHub answers an identity. Touches the row only where it did not
 * before, so that launches do not queue for its lock.
 */
export async function noteAvailable(
  tx: Knex,
  identityId: string,
): Promise<void> {
  await tx('identity_states')
    .where('identity_id', identityId)
    .where('failures_in_row', '>', 0)
    .update({ failures_in_row: 0 });
}
