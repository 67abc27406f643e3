/** Words about the people that a campaign lands on. */
export const campaignPeopleMessages = {
  campaignReviewers: {
    title: 'Reviewer load',
    loading: 'Reviewers are looked up',
    asked:
      'Asked by the broker once a pull request is ready: the first team, or the least busy people.',
    notAsked: 'The broker asks nobody for reviews: they may review.',
    who: 'Reviewers',
    targets: 'Targets',
    toCome: 'Still to come',
    open: 'Open now',
    openText: '{{open}}, and {{drafts}} drafts',
    atMost: 'At most at once',
    noLimit: 'no limit',
    limits: {
      tasksPerOwner:
        'This campaign leaves each owner at most {{value}} unfinished tasks.',
      openPerRepository:
        'A repository has at most {{value}} open pull requests of agents.',
    },
    none: 'Nothing takes part.',
    more_one: 'and {{count}} more group',
    more_other: 'and {{count}} more groups',
    without: 'No allowed reviewer',
    withoutText_one: '{{count}} target of',
    withoutText_other: '{{count}} targets of',
    nobody: 'no owner',
    target: 'Review',
    targetNobody:
      'No allowed reviewer: whoever asks for the task, and the automation account, do not review it.',
    names: '{{names}} and {{value}} more',
  },
  campaignDecide: {
    button: 'Put off or opt out',
    takeBack: 'Take back',
    takenBack: 'The target takes part again',
    about: '{{button}}: {{name}}',
    title: 'Put off or opt out: {{name}}',
    does: 'The target starts with its wave unless you say otherwise. Whoever runs the campaign sees what you say, and it can be taken back.',
    what: 'What you want',
    defer: 'Put it off until a date',
    optOut: 'Opt out of this campaign',
    until: 'Not before',
    done: 'Your word is noted',
    confirm: { defer: 'Put it off', optOut: 'Opt out' },
    deferred: 'until {{date}}, by',
    optedOut: 'opted out, by',
  },
  campaignClashes: {
    title: 'Also under way in this repository',
    byCampaign: 'of a campaign',
    askedBy: 'asked for by',
    hidden_one: '{{count}} task that you may not see',
    hidden_other: '{{count}} tasks that you may not see',
  },
} as const;
