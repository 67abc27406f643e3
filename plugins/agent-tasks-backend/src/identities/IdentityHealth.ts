import type { AgentTaskIdentity } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { countWaiting } from '../database/operations/identities/countWaiting';
import type { BudgetFacts } from '../database/operations/identities/readBudgetFacts';
import type { IdentityRegistry } from './IdentityRegistry';
import { describeQuarantine } from './quarantines';
import { IdentityBudget, readBudgets } from './readBudgets';
import { tokenKindOf } from './tokenKindOf';

/** How the identities are, without secrets. */
export class IdentityHealth {
  static create(options: {
    knex: Knex;
    identities: IdentityRegistry;
  }): IdentityHealth {
    return new IdentityHealth(options.knex, options.identities);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly identities: IdentityRegistry,
  ) {}

  async list(): Promise<AgentTaskIdentity[]> {
    const identities = this.identities.list();
    const budgets = await readBudgets(this.knex, identities);
    const waiting = new Map<string, number>();
    for (const { count, ...repository } of await countWaiting(this.knex)) {
      const serving = this.identities.findFor(repository);
      if (serving.length === 1) {
        const [{ id }] = serving;
        waiting.set(id, (waiting.get(id) ?? 0) + count);
      }
    }
    return budgets.map(budget =>
      toIdentity(budget, waiting.get(budget.identity.id) ?? 0),
    );
  }
}

function toIdentity(
  budget: IdentityBudget,
  waiting: number,
): AgentTaskIdentity {
  const { identity, state } = budget;
  const { limits } = identity.config;
  return {
    id: identity.id,
    host: identity.host,
    repositories: identity.repositories,
    status: statusOf(state),
    login: state?.login ?? undefined,
    pausedUntil: state?.paused ? state.paused_until?.toISOString() : undefined,
    quarantine: quarantineOf(state),
    tokenKind: tokenKindOf(identity.config),
    tokenExpiresAt: state?.token_expires_at?.toISOString(),
    tokenDaysLeft: state?.token_days_left ?? undefined,
    lastUsedAt: state?.last_used_at?.toISOString(),
    lastError:
      state?.last_error && state.last_error_at
        ? { message: state.last_error, at: state.last_error_at.toISOString() }
        : undefined,
    rateLimit:
      state?.rate_limit && state.rate_reset_at
        ? {
            limit: state.rate_limit,
            // after the reset nothing is used, as far as we know
            remaining: state.rate_left ?? state.rate_limit,
            resetAt: state.rate_reset_at.toISOString(),
          }
        : undefined,
    launchBudget: {
      perMinute: limits.creationsPerMinute,
      remainingPerMinute: budget.remainingPerMinute,
      perHour: limits.creationsPerHour,
      remainingPerHour: budget.remainingPerHour,
    },
    waiting,
  };
}

function quarantineOf(
  state: BudgetFacts | undefined,
): AgentTaskIdentity['quarantine'] {
  if (!state?.quarantined || !state.quarantine_code) {
    return undefined;
  }
  return {
    code: state.quarantine_code,
    ...describeQuarantine(state.quarantine_code),
    since: state.quarantined_at?.toISOString(),
  };
}

function statusOf(state: BudgetFacts | undefined): AgentTaskIdentity['status'] {
  if (state?.quarantined) {
    return 'quarantined';
  }
  if (state?.paused) {
    return 'paused';
  }
  return state?.last_used_at ? 'ok' : 'unused';
}
