/** Words about approvals. */
export const approvalMessages = {
  approval: {
    askedBy: 'asked for by',
    why: 'Why it waits for you',
    comment: 'Comment',
    given: 'Approved by',
    expires: 'expires',
    refused_one: 'Not taken, for one reason',
    refused_other: 'Not taken, for {{count}} reasons',
    waiting: {
      title_one: 'Waiting for your approval: {{count}} task',
      title_other: 'Waiting for your approval: {{count}} tasks',
      more_one: '{{count}} more waits after these.',
      more_other: '{{count}} more wait after these.',
    },
  },
} as const;
