import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { minutesAgo, pullRequest, task } from './fixtures';

const owner = 'group:default/payments-team';
const url = 'https://github.com/acme/payments/pull/31';

/** Tasks that wait for too long: what the agent can correct, and what it left. */
export function overdueTasks(): AgentTask[] {
  const reviewed = task(1, 'in-review');
  const failed = task(2, 'failed');
  return [
    {
      ...reviewed,
      phaseSince: minutesAgo(3 * 24 * 60),
      pullRequest: pullRequest({
        checks: 'failure',
        reviewDecision: 'changes-requested',
        requestedReviewers: ['bob'],
        reviews: [{ login: 'carol', state: 'changes-requested' }],
      }),
      nextStep: {
        sentence: 'Pull request #31 has failing checks to look at.',
        waitsFor: 'checks-failing',
        owner,
        action: 'review',
        url,
      },
      wait: {
        kind: 'checks-failing',
        since: minutesAgo(3 * 24 * 60),
        overdue: true,
        overdueAt: minutesAgo(2 * 24 * 60),
        told: [owner, 'group:default/platform-team'],
        nextNoticeAt: minutesAgo(-5 * 60),
      },
      actions: {
        ...reviewed.actions,
        followUp: { allowed: true, kinds: ['fix-checks', 'address-review'] },
      },
    },
    {
      ...failed,
      pullState: 'draft',
      pullRequest: pullRequest({ state: 'draft', isDraft: true }),
      nextStep: { ...failed.nextStep, waitsFor: 'retry' },
      wait: {
        kind: 'retry',
        since: minutesAgo(26 * 60),
        overdue: true,
        overdueAt: minutesAgo(2 * 60),
        told: [owner],
        snoozedUntil: minutesAgo(-20 * 60),
        attendedBy: 'user:default/alice',
      },
    },
  ];
}
