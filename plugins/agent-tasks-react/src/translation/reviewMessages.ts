/** Words about pull requests that wait for people. */
export const reviewMessages = {
  reviews: {
    title: 'Agent pull requests',
    loading: 'Pull requests are loading',
    unread: 'not read yet',
    given: '{{given}} of {{asked}}',
    files_one: '{{value}} file',
    files_other: '{{value}} files',
    scope: {
      label: 'Whose pull requests',
      mine: 'Asked of me',
      groups: 'My groups',
      all: 'All',
    },
    waitsFor: {
      label: 'Waits for',
      any: 'Anything',
    },
    table: {
      task: 'Task',
      pullRequest: 'Pull request',
      waitsFor: 'Waits for',
      reviews: 'Reviews',
      size: 'Size',
      tier: 'Tier',
      age: 'Age',
      next: 'Next step',
    },
    none: {
      title: 'Nothing waits for a review',
      text: 'Pull requests of agents appear here as soon as an agent has finished.',
      filtered: 'No pull request waits for that.',
    },
    unknown: {
      title: 'The catalog does not know your name on GitHub',
      text: 'Ask for github.com/user-login on your user, or look at the pull requests of your groups.',
    },
  },
  needsYou: {
    title: 'Needs you',
    loading: 'What waits for you is loading',
    none: 'No agent waits for you or your groups.',
    tasks: 'All tasks',
    reviews: 'Agent pull requests',
  },
  followUp: {
    'fix-checks': 'Have the checks corrected',
    'address-review': 'Have the review addressed',
    done: 'The agent goes on with its pull request',
  },
} as const;
