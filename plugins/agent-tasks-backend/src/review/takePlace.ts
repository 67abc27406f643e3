import type { Knex } from 'knex';
import { lockAdmission } from '../database/operations/admission/lockAdmission';
import { takeWritePlace } from '../database/operations/review/takeWritePlace';
import type { Identity } from '../identities/IdentityRegistry';
import { readBudgets } from '../identities/readBudgets';

/** Launches keep this share of an identity's windows. */
const LAUNCH_SHARE = 0.5;

/**
 * Takes a place in an identity's windows for a request that writes to a pull
 * request. Launches come first: half of each window is theirs alone, unless
 * the request is urgent, as taking back is.
 *
 * @returns false where there is none now; always true with a token of its own
 */
export async function takePlace(
  tx: Knex.Transaction,
  identity: Identity,
  taskId: string,
  { urgent = false }: { urgent?: boolean } = {},
): Promise<boolean> {
  if (identity.config.pullRequestToken !== undefined) {
    return true;
  }
  if (!(await lockAdmission(tx, identity.id))) {
    return false;
  }
  const [budget] = await readBudgets(tx, [identity]);
  const { creationsPerMinute, creationsPerHour } = identity.config.limits;
  const share = urgent ? 0 : LAUNCH_SHARE;
  if (
    budget.launchable === 0 ||
    budget.remainingPerMinute <= creationsPerMinute * share ||
    budget.remainingPerHour <= creationsPerHour * share
  ) {
    return false;
  }
  await takeWritePlace(tx, { identityId: identity.id, taskId });
  return true;
}
