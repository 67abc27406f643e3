/** Words of the pieces that every screen uses. */
export const sharedMessages = {
  phase: {
    'needs-attention': 'Needs attention',
    'awaiting-approval': 'Awaiting approval',
    scheduled: 'Scheduled',
    queued: 'Queued',
    launching: 'Launching',
    running: 'Running',
    'in-review': 'In review',
    done: 'Done',
    'done-without-change': 'Done without change',
    failed: 'Failed',
    withdrawn: 'Withdrawn',
  },
  time: {
    underAMinute: '< 1 min',
    minutes: '{{value}} min',
    hours: '{{value}} h',
    days: '{{value}} d',
    justNow: 'just now',
    ago: '{{duration}} ago',
    ahead: 'in {{duration}}',
  },
  credits: {
    unit_one: '{{value}} credit',
    unit_other: '{{value}} credits',
    unknown: 'not reported yet',
  },
  pull: {
    label: 'Pull request #{{number}}',
    short: 'PR #{{number}}',
    state: {
      draft: 'draft',
      open: 'open',
      merged: 'merged',
      closed: 'closed',
    },
    checks: {
      none: 'no checks',
      pending: 'checks running',
      success: 'checks passed',
      failure: 'checks failed',
    },
    review: {
      none: 'no review asked',
      'review-required': 'review needed',
      approved: 'approved',
      'changes-requested': 'changes requested',
    },
  },
  reasons: {
    next: 'Next step: {{step}}',
    goTo: 'Change “{{field}}”',
    title_one: 'One thing is in the way',
    title_other: '{{count}} things are in the way',
  },
  link: {
    elsewhere: 'This is no link: its address does not lead to {{host}}.',
  },
  stale: {
    backend:
      'As of {{time}}. The agent-tasks backend does not answer; trying again.',
    github: 'As of {{time}}. GitHub has not answered since; trying again.',
    tryNow: 'Try now',
  },
  failureToLoad: {
    title: 'This cannot be shown right now',
    notFound: 'There is no such task, or you may not see it',
    notAllowed: 'You may not see this',
    again: 'Try again',
  },
} as const;
