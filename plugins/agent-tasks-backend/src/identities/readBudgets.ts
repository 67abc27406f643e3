import type { Knex } from 'knex';
import {
  IdentityStateNow,
  listIdentityStates,
} from '../database/operations/identities/listIdentityStates';
import {
  countLedger,
  LedgerCount,
} from '../database/operations/ledger/countLedger';
import type { IdentityLimits } from '../config/AgentTasksConfig';
import type { Identity } from './IdentityRegistry';

/**
 * Requests of the primary limit that launches leave to readings: an identity
 * that may not look is blind to what it has launched.
 */
const READING_RESERVE = 100;

/** What an identity may still launch, as known to all replicas. */
export type IdentityBudget = {
  identity: Identity;
  /** Undefined before the first start has written the row. */
  state?: IdentityStateNow;
  remainingPerMinute: number;
  remainingPerHour: number;
  /** Launches that may start right now; 0 while paused or quarantined. */
  launchable: number;
};

/** Reads the budgets of identities in two statements, whatever their number. */
export async function readBudgets(
  knex: Knex,
  identities: Identity[],
): Promise<IdentityBudget[]> {
  const ids = identities.map(identity => identity.id);
  const states = new Map(
    (await listIdentityStates(knex, ids)).map(row => [row.identity_id, row]),
  );
  const counts = new Map(
    (await countLedger(knex, ids)).map(row => [row.identity_id, row]),
  );
  return identities.map(identity => {
    const state = states.get(identity.id);
    const count = counts.get(identity.id);
    const { limits } = identity.config;
    return {
      identity,
      state,
      remainingPerMinute: Math.max(
        0,
        limits.creationsPerMinute - (count?.minute ?? 0),
      ),
      remainingPerHour: Math.max(
        0,
        limits.creationsPerHour - (count?.hour ?? 0),
      ),
      launchable: launchable(limits, count, state),
    };
  });
}

/** How many launches may start now: every limit holds at once. */
export function launchable(
  limits: IdentityLimits,
  count: Pick<LedgerCount, 'open' | 'minute' | 'hour'> | undefined,
  state:
    | Pick<
        IdentityStateNow,
        'paused' | 'quarantined' | 'failures_in_row' | 'rate_left'
      >
    | undefined,
): number {
  if (state?.paused || state?.quarantined) {
    return 0;
  }
  const { open, minute, hour } = count ?? { open: 0, minute: 0, hour: 0 };
  // after failures one launch goes ahead and tries
  const concurrent = state?.failures_in_row ? 1 : limits.concurrentLaunches;
  return Math.max(
    0,
    Math.min(
      limits.creationsPerMinute - minute,
      limits.creationsPerHour - hour,
      concurrent - open,
      (state?.rate_left ?? Infinity) - READING_RESERVE,
    ),
  );
}
