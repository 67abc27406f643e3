import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/** Nobody's turn; see `readTurns`. */
export const REVIEW_TURN = ' review';

/**
 * Takes a place in the windows of an identity for a request that writes to a
 * pull request with the token that also launches.
 */
export async function takeWritePlace(
  tx: Knex.Transaction,
  place: { identityId: string; taskId: string },
): Promise<void> {
  await tx('launch_ledger').insert({
    identity_id: place.identityId,
    task_id: place.taskId,
    fairness_key: REVIEW_TURN,
    interactive: false,
    at: databaseTime(tx),
    sent_at: databaseTime(tx),
  });
}
