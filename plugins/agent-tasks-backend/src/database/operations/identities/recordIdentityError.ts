import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/** Notes the latest error of an identity, for people. */
export async function recordIdentityError(
  knex: Knex,
  options: { identityId: string; message: string },
): Promise<void> {
  await knex('identity_states')
    .where('identity_id', options.identityId)
    .update({
      last_error: options.message,
      last_error_at: databaseTime(knex),
    });
}
