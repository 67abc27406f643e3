import type { Knex } from 'knex';
import { hastenPulls } from '../database/operations/pulls/hastenPulls';
import { findActiveIdentities } from '../database/operations/sweeps/findActiveIdentities';
import { hastenSweeps } from '../database/operations/sweeps/hastenSweeps';
import type { Hint } from './readHint';

/**
 * Brings looks forward; a hint is never a reading.
 *
 * @returns what is due sooner.
 */
export async function applyHint(
  knex: Knex,
  hint: Hint,
): Promise<{ pulls: boolean; sweeps: boolean }> {
  const pulls = await hastenPulls(knex, hint);
  if (!hint.agent) {
    return { pulls: pulls > 0, sweeps: false };
  }
  const identityIds = await findActiveIdentities(knex, hint);
  if (identityIds.length) {
    await hastenSweeps(knex, { identityIds, withinMs: 0, full: true });
  }
  return { pulls: pulls > 0, sweeps: identityIds.length > 0 };
}
