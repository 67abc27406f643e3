import type {
  FailureClass,
  TemplateRetryRule,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { Duration } from 'luxon';
import { RetryWay, retryWayOf } from '../launcher/failures';
import type { AttemptPlan } from './AttemptPlan';

/** A limit opens again within this time; GitHub names none for an agent. */
const LATER_MS = 60 * 60_000;

/** What a retry is decided from. */
export type RetryFacts = {
  failureClass: FailureClass | null;
  /** When it failed. */
  failedAt: Date;
  /** Models of the attempts so far; undefined for GitHub's own choice. */
  usedModels: Array<string | undefined>;
  fallbackModels: string[];
  /** Branch of the pull request that the attempt has left open. */
  openHeadRef?: string;
};

/** How a failed task is tried again, and the earliest time. */
export type RetryPlan = { plan: AttemptPlan; dueAt: Date };

/**
 * How to try again after a failure. Pure; one table for people and rules.
 *
 * @returns undefined where another attempt would fail like this one.
 */
export function planRetry(
  facts: RetryFacts,
  rule?: TemplateRetryRule,
): RetryPlan | undefined {
  const way = retryWayOf(facts.failureClass ?? 'agent-error');
  const plan = planOf(way, facts);
  if (!plan) {
    return undefined;
  }
  const waitMs = Math.max(
    rule?.wait === undefined ? 0 : Duration.fromISO(rule.wait).toMillis(),
    way === 'later' ? LATER_MS : 0,
  );
  return { plan, dueAt: new Date(facts.failedAt.getTime() + waitMs) };
}

/**
 * The same for an attempt that nobody asks for: only as often and for what the
 * template allows.
 */
export function planOwnRetry(
  facts: RetryFacts & { attempts: number },
  rule: TemplateRetryRule,
): RetryPlan | undefined {
  const failureClass = facts.failureClass ?? 'agent-error';
  return facts.attempts >= rule.maxAttempts ||
    (rule.on && !rule.on.includes(failureClass))
    ? undefined
    : planRetry(facts, rule);
}

/** The first that the template names and no attempt has asked for. */
export function nextModel({
  fallbackModels,
  usedModels,
}: Pick<RetryFacts, 'fallbackModels' | 'usedModels'>): string | undefined {
  return fallbackModels.find(model => !usedModels.includes(model));
}

function planOf(way: RetryWay, facts: RetryFacts): AttemptPlan | undefined {
  switch (way) {
    case 'never':
      return undefined;
    case 'other-model': {
      const model = nextModel(facts);
      return model === undefined ? undefined : { mode: 'other-model', model };
    }
    case 'continue':
      return facts.openHeadRef === undefined
        ? { mode: 'same' }
        : { mode: 'continue', headRef: facts.openHeadRef };
    default:
      return { mode: 'same' };
  }
}
