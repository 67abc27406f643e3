import { phases } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { NextStepFacts, nextStep } from './nextStep';

const base = {
  requestedBy: 'user:default/alice',
  owner: 'group:default/team-a',
  githubTaskUrl: 'https://github.com/task',
};
const pull = {
  number: 31,
  url: 'https://github.com/acme/orders/pull/31',
  checks: 'success' as const,
  reviewDecision: 'review-required' as const,
  isDraft: false,
};
const failure = {
  class: 'timed-out' as const,
  message: 'The agent ran out of time.',
  nextStep: 'Retry, or split the work into smaller tasks.',
  retryHelps: true,
};

describe('nextStep', () => {
  it.each<[NextStepFacts, ReturnType<typeof nextStep>]>([
    [
      { ...base, phase: 'awaiting-approval' },
      {
        sentence: 'Waits for a second person to approve it.',
        owner: base.owner,
        action: 'approve',
      },
    ],
    [
      {
        ...base,
        phase: 'awaiting-approval',
        approvalNeeds: [{ code: 'tier', count: 1, by: ['group:default/pay'] }],
      },
      {
        sentence: 'Waiting for approval by pay.',
        owner: 'group:default/pay',
        action: 'approve',
      },
    ],
    [
      {
        ...base,
        phase: 'awaiting-approval',
        approvalNeeds: [
          {
            code: 'tier',
            count: 1,
            by: ['group:default/pay'],
            approvedBy: ['user:default/tom'],
          },
          {
            code: 'template',
            count: 3,
            by: ['group:default/security', 'user:ext/sam'],
            approvedBy: ['user:default/tom'],
          },
        ],
      },
      {
        sentence: 'Waiting for approval by 2 of security or ext/sam.',
        action: 'approve',
      },
    ],
    [
      { ...base, phase: 'scheduled', waitsUntil: '2027-01-01T00:00:00.000Z' },
      {
        sentence: 'Starts at the time that was asked for.',
        at: '2027-01-01T00:00:00.000Z',
      },
    ],
    [
      { ...base, phase: 'queued', waitsUntil: '2027-01-01T00:00:00.000Z' },
      {
        sentence: 'Starts when GitHub can be asked again.',
        at: '2027-01-01T00:00:00.000Z',
      },
    ],
    [
      { ...base, phase: 'queued' },
      { sentence: "Starts as soon as GitHub's limits let it." },
    ],
    [
      { ...base, phase: 'launching' },
      { sentence: 'Is being handed to GitHub.' },
    ],
    [
      { ...base, phase: 'running', agentState: 'in_progress' },
      { sentence: 'The agent is at work.', url: base.githubTaskUrl },
    ],
    [
      { ...base, phase: 'needs-attention', agentState: 'waiting_for_user' },
      {
        sentence: 'The agent waits for an answer on GitHub.',
        owner: base.requestedBy,
        action: 'answer',
        url: base.githubTaskUrl,
      },
    ],
    [
      {
        requestedBy: 'plugin:scaffolder',
        phase: 'needs-attention',
        held: true,
      },
      {
        sentence:
          'GitHub did not say whether it started the task: look there and decide.',
        action: 'resolve',
      },
    ],
    [
      { ...base, phase: 'in-review', pullRequest: pull },
      {
        sentence: 'Pull request #31 is to be reviewed.',
        owner: base.owner,
        action: 'review',
        url: pull.url,
      },
    ],
    [
      {
        ...base,
        phase: 'in-review',
        pullRequest: { ...pull, checks: 'failure' },
      },
      {
        sentence: 'Pull request #31 has failing checks to look at.',
        owner: base.owner,
        action: 'review',
        url: pull.url,
      },
    ],
    [
      {
        ...base,
        phase: 'in-review',
        pullRequest: { ...pull, reviewDecision: 'approved' },
      },
      {
        sentence: 'Pull request #31 is approved and can be merged.',
        owner: base.owner,
        action: 'review',
        url: pull.url,
      },
    ],
    [
      { ...base, phase: 'failed', failure, retryAllowed: true },
      {
        sentence: failure.nextStep,
        owner: base.requestedBy,
        action: 'retry',
        url: base.githubTaskUrl,
      },
    ],
    [
      { ...base, phase: 'done-without-change' },
      {
        sentence: 'The agent finished without a change.',
        url: base.githubTaskUrl,
      },
    ],
    [
      { ...base, phase: 'done-without-change', pullRequest: pull },
      {
        sentence: 'The pull request was closed without a merge.',
        url: pull.url,
      },
    ],
    [
      { ...base, phase: 'done', pullRequest: pull },
      { sentence: 'Merged; nothing is left to do.', url: pull.url },
    ],
    [
      { ...base, phase: 'withdrawn' },
      { sentence: 'Was withdrawn before it started.' },
    ],
  ])('%j', (facts, step) => {
    expect(nextStep(facts)).toEqual(step);
  });

  it('has one sentence for every phase, without a raw time', () => {
    for (const phase of phases) {
      const { sentence } = nextStep({
        ...base,
        phase,
        waitsUntil: '2027-01-01T00:00:00.000Z',
      });
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(sentence).not.toMatch(/\d{4}-\d\d/);
    }
  });
});
