/** Words of the page on the automation identities. */
export const identityMessages = {
  identities: {
    title: 'Identities',
    loading: 'Identities are loading',
    none: {
      title: 'No identity is configured',
      text: 'An identity is the GitHub user in whose name tasks are started. Add one under agentTasks.identities in the configuration of the backend.',
    },
    status: {
      ok: 'Ready',
      paused: 'Paused',
      quarantined: 'Out of use',
      unused: 'Not used yet',
    },
    resumes: 'resumes',
    quarantined:
      'GitHub rejects its token. Its tasks go to another identity that serves their repository, or wait. Replace the token in the configuration.',
    waiting: {
      none: 'No task waits for it',
      some_one: '{{count}} task waits for this identity alone',
      some_other: '{{count}} tasks wait for this identity alone',
    },
    budget: {
      perMinute: 'Launches this minute',
      perHour: 'Launches this hour',
      requests: 'Requests to GitHub',
      left: '{{left}} of {{limit}} left',
      resets: 'full again',
      unheard: 'GitHub has not told its limit yet',
    },
    repositories: 'Serves',
    token: 'Token',
    tokenExpires: 'expires',
    tokenExpired: 'expired',
    tokenUnknown: 'GitHub has told no expiry',
    lastUsed: 'Last used',
    never: 'never',
    lastError: 'Last error',
    noError: 'none',
  },
} as const;
