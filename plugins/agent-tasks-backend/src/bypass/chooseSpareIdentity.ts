import type { Knex } from 'knex';
import { readBudgetFacts } from '../database/operations/identities/readBudgetFacts';
import type { Identity } from '../identities/IdentityRegistry';
import type { IdentityBackoff } from '../tracker/IdentityBackoff';
import { hasRoom } from './hasRoom';

/** The first of some identities that has requests to spare. */
export async function chooseSpareIdentity(
  knex: Knex,
  candidates: Identity[],
  backoff: Pick<IdentityBackoff, 'open'>,
): Promise<Identity | undefined> {
  const open = new Set(backoff.open(candidates.map(({ id }) => id)));
  const facts = new Map(
    (await readBudgetFacts(knex, [...open])).map(row => [row.identity_id, row]),
  );
  return candidates.find(({ id, config }) => {
    const row = facts.get(id);
    return (
      open.has(id) &&
      hasRoom({
        paused: row?.paused ?? false,
        quarantined: row?.quarantined ?? false,
        rateLeft: row?.rate_left ?? undefined,
        rateLimit: row?.rate_limit ?? undefined,
        points: row?.points ?? 0,
        pointsPerMinute: config.limits.pointsPerMinute,
      })
    );
  });
}
