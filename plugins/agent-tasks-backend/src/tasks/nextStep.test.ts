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
};
const inReview = {
  ...base,
  phase: 'in-review' as const,
  pullRequest: pull,
};
const forReview = {
  owner: base.owner,
  action: 'review' as const,
  url: pull.url,
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
      { ...base, phase: 'in-review' },
      {
        sentence: 'The pull request is being read.',
        owner: base.owner,
      },
    ],
    ...(
      [
        ['review', 'Pull request #31 is to be reviewed.', {}],
        [
          'checks-failing',
          'Pull request #31 has failing checks to look at.',
          {},
        ],
        ['conflict', 'Pull request #31 conflicts with its base branch.', {}],
        ['changes', 'Pull request #31 waits for the requested changes.', {}],
        [
          'ready',
          'Pull request #31 is a draft to be looked at and marked ready.',
          {},
        ],
        [
          'permission',
          'GitHub does not let the automation account write to pull request #31: give its token "Pull requests: read and write".',
          {},
        ],
        [
          'reviewer',
          'Nobody who is known may review pull request #31: ask somebody there, or add members with a GitHub login to its owner.',
          {},
        ],
        [
          'merge',
          'Pull request #31 is approved and can be merged.',
          { action: 'merge' },
        ],
        [
          'workflow-approval',
          'The workflows of pull request #31 wait for "Approve and run" on GitHub.',
          { action: 'approve-workflows' },
        ],
        [
          'checks',
          'Pull request #31 waits for its checks.',
          { owner: undefined, action: undefined },
        ],
        [
          'capacity',
          'Pull request #31 stays a draft until others of its owner are reviewed.',
          { action: undefined },
        ],
      ] as const
    ).map(
      ([waitsFor, sentence, more]): [
        NextStepFacts,
        ReturnType<typeof nextStep>,
      ] => [
        { ...inReview, waitsFor },
        { ...forReview, sentence, waitsFor, ...more },
      ],
    ),
    [
      {
        ...inReview,
        pullRequest: { ...pull, requestedReviewers: ['bob', 'acme/web'] },
        waitsFor: 'review',
      },
      {
        ...forReview,
        sentence: 'Pull request #31 is to be reviewed by bob, acme/web.',
        waitsFor: 'review',
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
