import type { Knex } from 'knex';
import {
  BudgetFacts,
  readBudgetFacts,
} from '../database/operations/identities/readBudgetFacts';
import type { IdentityLimits } from '../config/AgentTasksConfig';
import type { Identity } from './IdentityRegistry';

/**
 * Requests of the primary limit that launches leave to readings: an identity
 * that may not look is blind to what it has launched.
 */
const READING_RESERVE = 100;
/** GitHub's points for a POST; a GET costs one. */
const LAUNCH_POINTS = 5;
/** Share of the points of a minute that launches leave to readings. */
const READING_SHARE = 0.1;

/** What an identity may still launch, as known to all replicas. */
export type IdentityBudget = {
  identity: Identity;
  /** Undefined before the first start has written the row. */
  state?: BudgetFacts;
  remainingPerMinute: number;
  remainingPerHour: number;
  /** Launches that may start right now; 0 while paused or quarantined. */
  launchable: number;
};

/** Reads the budgets of identities. */
export async function readBudgets(
  knex: Knex,
  identities: Identity[],
): Promise<IdentityBudget[]> {
  const facts = new Map(
    (
      await readBudgetFacts(
        knex,
        identities.map(identity => identity.id),
      )
    ).map(row => [row.identity_id, row]),
  );
  return identities.map(identity => {
    const state = facts.get(identity.id);
    const { limits } = identity.config;
    return {
      identity,
      state,
      remainingPerMinute: Math.max(
        0,
        limits.creationsPerMinute - (state?.minute ?? 0),
      ),
      remainingPerHour: Math.max(
        0,
        limits.creationsPerHour - (state?.hour ?? 0),
      ),
      launchable: state ? launchable(limits, state) : 0,
    };
  });
}

/** How many launches may start now: every limit holds at once. */
export function launchable(
  limits: IdentityLimits,
  facts: Pick<
    BudgetFacts,
    | 'paused'
    | 'quarantined'
    | 'failures_in_row'
    | 'rate_left'
    | 'points'
    | 'open'
    | 'minute'
    | 'hour'
  >,
): number {
  if (facts.paused || facts.quarantined) {
    return 0;
  }
  // after failures one launch goes ahead and tries
  const concurrent = facts.failures_in_row ? 1 : limits.concurrentLaunches;
  return Math.max(
    0,
    Math.min(
      limits.creationsPerMinute - facts.minute,
      limits.creationsPerHour - facts.hour,
      concurrent - facts.open,
      (facts.rate_left ?? Infinity) - READING_RESERVE,
      // those under way have not been counted yet
      Math.floor(
        (limits.pointsPerMinute * (1 - READING_SHARE) - facts.points) /
          LAUNCH_POINTS,
      ) - facts.open,
    ),
  );
}
