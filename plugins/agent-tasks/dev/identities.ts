import type { AgentTaskIdentity } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { minutesAgo } from './fixtures';

const DAY_MINUTES = 24 * 60;

/** Identities in every state that one can be in. */
export const identities: AgentTaskIdentity[] = [
  {
    id: 'agents-1',
    host: 'github.com',
    login: 'acme-agents',
    repositories: ['acme/*'],
    status: 'ok',
    tokenExpiresAt: minutesAgo(-71.5 * DAY_MINUTES),
    lastUsedAt: minutesAgo(1),
    rateLimit: {
      limit: 5000,
      remaining: 3981,
      resetAt: minutesAgo(-34),
    },
    launchBudget: {
      perMinute: 20,
      remainingPerMinute: 14,
      perHour: 150,
      remainingPerHour: 92,
    },
    waiting: 0,
  },
  {
    id: 'agents-2',
    host: 'github.com',
    login: 'acme-agents-two',
    repositories: ['acme/payments', 'acme/ledger'],
    status: 'paused',
    pausedUntil: minutesAgo(-12.5),
    tokenExpiresAt: minutesAgo(-6.5 * DAY_MINUTES),
    lastUsedAt: minutesAgo(3),
    lastError: {
      message: 'GitHub asks to wait: a secondary rate limit was reached.',
      at: minutesAgo(3),
    },
    rateLimit: { limit: 5000, remaining: 212, resetAt: minutesAgo(-12.5) },
    launchBudget: {
      perMinute: 20,
      remainingPerMinute: 20,
      perHour: 150,
      remainingPerHour: 0,
    },
    waiting: 41,
  },
  {
    id: 'agents-old',
    host: 'github.example.com',
    login: 'agents',
    repositories: ['platform/*'],
    status: 'quarantined',
    tokenExpiresAt: minutesAgo(2 * DAY_MINUTES),
    lastUsedAt: minutesAgo(2 * DAY_MINUTES),
    lastError: {
      message: 'GitHub did not accept the token (401).',
      at: minutesAgo(2 * DAY_MINUTES),
    },
    launchBudget: {
      perMinute: 20,
      remainingPerMinute: 20,
      perHour: 150,
      remainingPerHour: 150,
    },
    waiting: 1,
  },
  {
    id: 'agents-spare',
    host: 'github.com',
    repositories: ['acme/*'],
    status: 'unused',
    launchBudget: {
      perMinute: 20,
      remainingPerMinute: 20,
      perHour: 150,
      remainingPerHour: 150,
    },
    waiting: 0,
  },
];
