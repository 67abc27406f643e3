import type {
  FailureClass,
  FollowUpKind,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { failureClasses } from '../launcher/failures';
import { goesOn, promptOf } from './AttemptPlan';
import {
  followUpAction,
  FollowUpFacts,
  followUpProblem,
  planOwnFollowUp,
} from './planFollowUp';
import { planOwnRetry, planRetry, RetryFacts } from './planRetry';

const failedAt = new Date('2026-03-01T12:00:00Z');
const base: RetryFacts = {
  failureClass: 'agent-error',
  failedAt,
  usedModels: [undefined],
  fallbackModels: ['first', 'second'],
};
const HOUR = 3_600_000;

describe('planRetry', () => {
  const ways: Record<FailureClass, unknown> = {
    'bad-request': undefined,
    'token-rejected': undefined,
    'permission-denied': undefined,
    'licence-missing': undefined,
    'not-found': undefined,
    'rate-limited': { mode: 'same' },
    'github-unavailable': { mode: 'same' },
    'not-sent': { mode: 'same' },
    'outcome-unknown': undefined,
    'agent-error': { mode: 'continue', headRef: 'copilot/x' },
    'model-unavailable': { mode: 'other-model', model: 'first' },
    ruleset: undefined,
    'timed-out': { mode: 'continue', headRef: 'copilot/x' },
    cancelled: { mode: 'continue', headRef: 'copilot/x' },
    'no-identity': undefined,
    'requester-token-missing': undefined,
    'requester-token-rejected': undefined,
    'requester-not-permitted': undefined,
    'approval-rejected': undefined,
    'approval-expired': undefined,
    policy: undefined,
  };

  it.each(failureClasses)('knows how to try again after %s', failureClass => {
    expect(
      planRetry({ ...base, failureClass, openHeadRef: 'copilot/x' })?.plan,
    ).toEqual(ways[failureClass]);
  });

  it('begins anew where no pull request is open', () => {
    expect(planRetry(base)?.plan).toEqual({ mode: 'same' });
  });

  it('tries each model once', () => {
    const facts = { ...base, failureClass: 'model-unavailable' as const };
    expect(planRetry({ ...facts, usedModels: ['first'] })?.plan).toEqual({
      mode: 'other-model',
      model: 'second',
    });
    expect(
      planRetry({ ...facts, usedModels: ['first', 'second'] }),
    ).toBeUndefined();
  });

  it.each<[FailureClass, string | undefined, number]>([
    ['agent-error', undefined, 0],
    ['agent-error', 'PT10M', HOUR / 6],
    ['rate-limited', undefined, HOUR],
    ['rate-limited', 'PT10M', HOUR],
    ['rate-limited', 'PT3H', 3 * HOUR],
  ])('waits after %s with a wait of %s', (failureClass, wait, ms) => {
    expect(
      planRetry(
        { ...base, failureClass },
        { maxAttempts: 3, ...(wait && { wait }) },
      )?.dueAt.getTime(),
    ).toBe(failedAt.getTime() + ms);
  });

  it('is made by a rule only as often and for what the rule says', () => {
    const rule = { maxAttempts: 3, on: ['timed-out'] };
    const own = (failureClass: FailureClass, attempts: number) =>
      planOwnRetry({ ...base, failureClass, attempts }, rule)?.plan.mode;
    expect(own('timed-out', 2)).toBe('same');
    expect(own('timed-out', 3)).toBeUndefined();
    expect(own('agent-error', 1)).toBeUndefined();
  });
});

describe('follow-ups', () => {
  const facts = (
    pull: Partial<NonNullable<FollowUpFacts['pull']>> = {},
    change: Partial<FollowUpFacts> = {},
  ): FollowUpFacts => ({
    phase: 'in-review',
    launch_state: 'launched',
    agentState: 'completed',
    headRef: 'copilot/x',
    pull: {
      is_draft: false,
      checks: 'success',
      review_decision: 'review-required',
      ...pull,
    },
    ...change,
  });
  const failing = { checks: 'failure' as const };
  const wanted = { review_decision: 'changes-requested' as const };

  it.each<[string, FollowUpFacts, FollowUpKind[]]>([
    ['nothing to do', facts(), []],
    ['failing checks', facts(failing), ['fix-checks']],
    [
      'failing checks of a pull request with a conflict',
      facts({ ...failing, mergeable: 'conflicting' }),
      ['fix-checks'],
    ],
    ['requested changes', facts(wanted), ['address-review']],
    [
      'both',
      facts({ ...failing, ...wanted }),
      ['fix-checks', 'address-review'],
    ],
    ['an agent at work', facts(failing, { agentState: 'in_progress' }), []],
    ['an agent that waits', facts(failing, { agentState: 'idle' }), []],
    ['no pull request', facts({}, { pull: undefined }), []],
    ['no branch yet', facts(failing, { headRef: undefined }), []],
    ['a merged one', facts(failing, { phase: 'done' }), []],
  ])('are offered with %s', (_, one, kinds) => {
    const action = followUpAction(one);
    expect(action.kinds.sort()).toEqual(kinds.sort());
    expect(action.allowed).toBe(kinds.length > 0);
    expect(action.reason === undefined).toBe(action.allowed);
    for (const kind of kinds) {
      expect(followUpProblem(kind, one)).toBeUndefined();
    }
  });

  it('are made by a rule as often as it says, the review first', () => {
    const rule = { followUps: { failingChecks: 2, requestedChanges: 1 } };
    const both = facts({ ...failing, ...wanted });
    const next = (made: FollowUpKind[], own = rule) =>
      planOwnFollowUp({ ...both, made }, own)?.mode;
    expect(next([])).toBe('address-review');
    expect(next(['address-review'])).toBe('fix-checks');
    expect(next(['address-review', 'fix-checks'])).toBe('fix-checks');
    expect(
      next(['address-review', 'fix-checks', 'fix-checks']),
    ).toBeUndefined();
    expect(planOwnFollowUp({ ...both, made: [] }, undefined)).toBeUndefined();
    expect(planOwnFollowUp({ ...facts(), made: [] }, rule)).toBeUndefined();
  });

  it('put only the words of the broker before the task', () => {
    const prompt = 'Upgrade.';
    expect(promptOf({ prompt, attempt_plan: null })).toBe(prompt);
    expect(promptOf({ prompt, attempt_plan: { mode: 'other-model' } })).toBe(
      prompt,
    );
    for (const mode of ['continue', 'fix-checks', 'address-review'] as const) {
      expect(goesOn({ mode })).toBe(true);
      expect(
        promptOf({ prompt, attempt_plan: { mode, headRef: 'a\nb' } }),
      ).toMatch(/^[A-Z][^\n]+\n\nThe task was:\n\nUpgrade\.$/);
    }
  });
});
