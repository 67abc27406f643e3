import { ConfigReader } from '@backstage/config';
import type { JsonObject, JsonValue } from '@backstage/types';
import { readConfig } from './readConfig';

const identity = {
  id: 'bot',
  token: 'github_pat_secret',
  repositories: ['acme/*'],
};

function read(agentTasks: JsonValue | undefined) {
  return readConfig(
    new ConfigReader({
      integrations: {
        github: [
          { host: 'ghe.acme.com', apiBaseUrl: 'https://ghe.acme.com/api/v3' },
          { host: 'raw.acme.com', rawBaseUrl: 'https://raw.acme.com' },
        ],
      },
      ...(agentTasks !== undefined && { agentTasks }),
    } as JsonObject),
  );
}

function problemOf(agentTasks: JsonValue | undefined): string {
  try {
    read(agentTasks);
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('readConfig', () => {
  it('applies every default', () => {
    expect(read({ identities: [identity] })).toEqual({
      admins: [],
      encryption: { keys: [] },
      requesterTokens: { enabled: false },
      identities: [
        {
          ...identity,
          host: 'github.com',
          apiBaseUrl: 'https://api.github.com',
          limits: {
            creationsPerMinute: 80,
            creationsPerHour: 500,
            concurrentLaunches: 20,
            pointsPerMinute: 900,
          },
        },
      ],
      repositories: { allow: ['**'], deny: [] },
      defaults: { createPullRequest: true },
      prompts: { allowFree: false, maxLength: 30_000 },
      entities: { tierAnnotation: 'agent-tasks/tier' },
      templates: {
        approval: 'none',
        fourEyes: false,
        sandboxRepositories: [],
      },
      tickets: {},
      policy: {
        deniedLifecycles: [],
        owners: { required: false, minMembers: 1 },
        tiers: {},
        models: {},
        customAgents: {},
        freezes: [],
        scanSecrets: false,
        ticketCache: { ttlMs: 60_000, timeoutMs: 4_000 },
        review: { requireReviewer: false },
        budgets: { owners: {}, assumedCredits: 0 },
        preflight: { enabled: false, cacheMs: 300_000 },
      },
      concurrency: {},
      launch: { timeoutMs: 8_000, leaseMs: 10_000 },
      approvals: { expiryMs: 259_200_000, reminderMs: 86_400_000 },
      reconcile: { windowMs: 300_000, afterWindow: 'hold' },
      tracking: {
        activeIntervalMs: 10_000,
        idleIntervalMs: 60_000,
        fullSweepIntervalMs: 60_000,
        silentAfterMs: 600_000,
        pullRequestIntervalMs: 30_000,
      },
      review: {
        markReady: 'never',
        requestReviewers: false,
        reviewers: 2,
        defaultReviewers: [],
        labels: [],
        comment: false,
      },
      escalation: {
        enabled: true,
        levels: {},
        tiers: {},
        ladder: {
          parentGroupsMs: 86_400_000,
          onCallMs: 2 * 86_400_000,
          adminsMs: 3 * 86_400_000,
        },
        digestAbove: 5,
      },
      audit: { anchors: { intervalMs: 3_600_000 } },
      campaigns: {
        reminders: {
          enabled: true,
          beforeMs: [7 * 86_400_000, 86_400_000],
          overdue: true,
        },
      },
      bypass: {
        enabled: true,
        intervalMs: 3_600_000,
        lookBackMs: 7 * 86_400_000,
      },
      schedules: {
        minIntervalMs: 900_000,
        catalog: { enabled: true, intervalMs: 60_000, trusted: false },
      },
      outcomes: {
        intervalMs: 6 * 3_600_000,
        keepCheckingMs: 14 * 86_400_000,
      },
    });
  });

  it('reads durations as Backstage does, and the host of an integration', () => {
    const config = read({
      identities: [{ ...identity, host: 'ghe.acme.com' }],
      launch: { timeout: 'PT5S', lease: { minutes: 1, seconds: 30 } },
      tracking: { activeInterval: '2 seconds' },
    });
    expect(config.identities[0].apiBaseUrl).toBe('https://ghe.acme.com/api/v3');
    expect(config.launch).toEqual({ timeoutMs: 5_000, leaseMs: 90_000 });
    expect(config.tracking.activeIntervalMs).toBe(2_000);
  });

  const freeze = {
    name: 'Year end',
    timeZone: 'Europe/Berlin',
    start: '2026-12-18T18:00',
    end: '2027-01-04T06:00',
  };

  it('reads what policy reads', () => {
    const { policy } = read({
      identities: [identity],
      freezes: [
        { ...freeze, tiers: ['1'] },
        { ...freeze, start: '0 18 * * 5', end: '0 8 * * 1' },
      ],
      tickets: {
        system: {
          jira: { baseUrl: 'https://acme.atlassian.net', token: 'x' },
          cache: '30s',
        },
      },
      budgets: { owners: { 'Group:default/Payments': 5 } },
      tiers: { '1': { ticket: 'required' } },
    });
    expect(policy).toMatchObject({
      freezes: [{ tiers: ['1'] }, { start: '0 18 * * 5' }],
      ticketSystem: {
        jira: {
          baseUrl: 'https://acme.atlassian.net',
          openCategories: ['new', 'indeterminate'],
        },
      },
      ticketCache: { ttlMs: 30_000, timeoutMs: 4_000 },
      budgets: { owners: { 'group:default/payments': 5 } },
      tiers: { '1': { ticket: 'required' } },
    });
  });

  it('reads who approves work on a tier', () => {
    const config = read({
      identities: [identity],
      tiers: {
        '1': { approvals: { count: 2, by: ['owner-group', 'security-group'] } },
        gold: { approvals: { by: 'user:default/tom' } },
        '3': {},
      },
      approvals: {
        securityGroup: 'group:default/security',
        expiry: '9h',
        reminder: '1h',
      },
    });
    expect(config.policy.tiers).toEqual({
      '1': { approvals: { count: 2, by: ['owner-group', 'security-group'] } },
      gold: { approvals: { count: 1, by: ['user:default/tom'] } },
      '3': {},
    });
    expect(config.approvals).toEqual({
      securityGroup: 'group:default/security',
      expiryMs: 32_400_000,
      reminderMs: 3_600_000,
    });
  });

  it.each<[string, JsonValue | undefined, string]>([
    [
      'a freeze in no time zone',
      { identities: [identity], freezes: [{ ...freeze, timeZone: 'Berlin' }] },
      "agentTasks.freezes[0].timeZone expects a time zone such as 'Europe/Berlin'",
    ],
    [
      'a freeze that begins at no time',
      { identities: [identity], freezes: [{ ...freeze, start: 'Friday' }] },
      "agentTasks.freezes[0].start expects a local time such as '2026-12-18T18:00' or a cron expression",
    ],
    [
      'a freeze of a wrong cron expression',
      {
        identities: [identity],
        freezes: [{ ...freeze, start: '0 18 * * 5', end: '0 99 * * 1' }],
      },
      'agentTasks.freezes[0].end expects a local time',
    ],
    [
      'a freeze of both kinds',
      { identities: [identity], freezes: [{ ...freeze, start: '0 18 * * 5' }] },
      'agentTasks.freezes[0].end expects a cron expression where start is one',
    ],
    [
      'a freeze that ends first',
      { identities: [identity], freezes: [{ ...freeze, end: '2026-12-01' }] },
      'agentTasks.freezes[0].end expects a time after start',
    ],
    [
      'two ticket systems',
      {
        identities: [identity],
        tickets: {
          system: {
            jira: { baseUrl: 'https://a.example', token: 'x' },
            serviceNow: {
              baseUrl: 'https://a.example',
              username: 'x',
              password: 'x',
            },
          },
        },
      },
      'agentTasks.tickets.system expects either jira or serviceNow',
    ],
    [
      'no ticket system',
      { identities: [identity], tickets: { system: {} } },
      'agentTasks.tickets.system expects either jira or serviceNow',
    ],
    [
      'no address',
      {
        identities: [identity],
        tickets: { system: { jira: { baseUrl: 'acme', token: 'x' } } },
      },
      "agentTasks.tickets.system.jira.baseUrl expects an address such as 'https://acme.atlassian.net'",
    ],
    [
      'a rule of a tier that there is not',
      { identities: [identity], tiers: { '1': { ticket: 'maybe' } } },
      "agentTasks.tiers.1.ticket expects 'required'",
    ],
    [
      'a budget below nothing',
      { identities: [identity], budgets: { creditsPerOwner: -1 } },
      'agentTasks.budgets.creditsPerOwner expects a number of AI credits from 0 on',
    ],
    [
      'a budget of nobody',
      { identities: [identity], budgets: { owners: { payments: 1 } } },
      'agentTasks.budgets.owners.payments expects an entity reference and its credits',
    ],
    [
      'a way to be ready that is none',
      { identities: [identity], review: { markReady: 'sometimes' } },
      "agentTasks.review.markReady expects 'never', 'when-checks-are-green' or 'always'",
    ],
    [
      'a label that GitHub does not take',
      { identities: [identity], review: { labels: ['x'.repeat(51)] } },
      'agentTasks.review.labels[0] expects a label of at most 50 characters',
    ],
    [
      'a crowd of reviewers',
      { identities: [identity], review: { reviewers: 16 } },
      'agentTasks.review.reviewers expects a whole number from 1 to 15',
    ],
    [
      'a level of nothing that is waited for',
      { identities: [identity], escalation: { levels: { reviews: '1d' } } },
      'agentTasks.escalation.levels.reviews is not a key of the configuration',
    ],
    [
      'a level of a second',
      {
        identities: [identity],
        escalation: { tiers: { '1': { review: '1s' } } },
      },
      'agentTasks.escalation.tiers.1.review expects a duration from 1m to 365d',
    ],
    [
      'a ladder that goes down',
      { identities: [identity], escalation: { ladder: { admins: '1h' } } },
      'agentTasks.escalation.ladder expects parentGroups, onCall and admins one after the other',
    ],
    [
      'quiet hours of no time',
      {
        identities: [identity],
        escalation: {
          quietHours: { timeZone: 'Europe/Berlin', from: '8', to: '8' },
        },
      },
      "agentTasks.escalation.quietHours.from expects a time of day such as '18:00'",
    ],
    [
      'quiet hours without an hour',
      {
        identities: [identity],
        escalation: {
          quietHours: { timeZone: 'Europe/Berlin', from: '08:00', to: '08:00' },
        },
      },
      'agentTasks.escalation.quietHours.to expects another time than from',
    ],
    [
      'a look without an end',
      { identities: [identity], bypass: { interval: '0s' } },
      'agentTasks.bypass.interval expects a duration from 1s to 30d',
    ],
    [
      'goals that are looked at all the time',
      { identities: [identity], outcomes: { interval: '1s' } },
      'agentTasks.outcomes.interval expects a duration from 1m to 30d',
    ],
    [
      'a tier whose approver is nobody',
      { identities: [identity], tiers: { '1': { approvals: { by: 'ops' } } } },
      "agentTasks.tiers.1.approvals.by expects 'owner-group', 'security-group', an entity reference, or a list of these",
    ],
    [
      'a tier without approvers',
      { identities: [identity], tiers: { '1': { approvals: { by: [] } } } },
      'agentTasks.tiers.1.approvals.by expects',
    ],
    [
      'a security group that nobody has named',
      {
        identities: [identity],
        tiers: { '1': { approvals: { by: 'security-group' } } },
      },
      'agentTasks.tiers.1.approvals.by expects agentTasks.approvals.securityGroup',
    ],
    [
      'a reminder after the end',
      { identities: [identity], approvals: { expiry: '1d', reminder: '2d' } },
      'agentTasks.approvals.reminder expects a duration below agentTasks.approvals.expiry',
    ],
    [
      'nothing',
      undefined,
      'agentTasks.identities expects a list of automation identities',
    ],
    [
      'no identity',
      { identities: [] },
      'agentTasks.identities expects at least one automation identity',
    ],
    [
      'an unknown key',
      { identities: [identity], identitites: [] },
      'agentTasks.identitites is not a key of the configuration',
    ],
    [
      'an unknown key inside',
      { identities: [{ ...identity, tokn: 'x' }] },
      'agentTasks.identities[0].tokn is not a key of the configuration',
    ],
    [
      'no token',
      { identities: [{ id: 'bot', repositories: ['**'] }] },
      'agentTasks.identities[0] expects either token or app',
    ],
    [
      'an installation token',
      { identities: [{ ...identity, token: 'ghs_abc' }] },
      'agentTasks.identities[0].token is an installation token (ghs_…), which GitHub refuses for agent tasks: use a',
    ],
    [
      'a refresh token',
      { identities: [{ ...identity, token: 'ghr_abc' }] },
      'agentTasks.identities[0].token is a refresh token (ghr_…)',
    ],
    [
      'two identities of one id',
      { identities: [identity, identity] },
      'agentTasks.identities[1].id expects an id that no other identity has',
    ],
    [
      'a host without integration',
      { identities: [{ ...identity, host: 'git.acme.com' }] },
      'agentTasks.identities[0].host expects the host of an entry of integrations.github',
    ],
    [
      'no repositories',
      { identities: [{ ...identity, repositories: [] }] },
      "agentTasks.identities[0].repositories expects at least one glob such as 'acme/*'",
    ],
    [
      'a glob that is none',
      { identities: [identity], repositories: { deny: [''] } },
      "agentTasks.repositories.deny[0] expects a glob such as 'acme/*'",
    ],
    [
      'a limit above GitHub’s',
      { identities: [{ ...identity, limits: { creationsPerMinute: 0 } }] },
      'agentTasks.identities[0].limits.creationsPerMinute expects a whole number from 1 on',
    ],
    [
      'a wrong regular expression',
      { identities: [identity], tickets: { pattern: '([a-z' } },
      'agentTasks.tickets.pattern expects a regular expression',
    ],
    [
      'a duration without unit',
      { identities: [identity], launch: { timeout: '30' } },
      'agentTasks.launch.timeout expects a duration from 1s to 5m',
    ],
    [
      'a duration of a wrong unit',
      { identities: [identity], launch: { timeout: { minuts: 1 } } },
      'agentTasks.launch.timeout expects a duration from 1s to 5m',
    ],
    [
      'a number for a duration',
      { identities: [identity], tracking: { idleInterval: 60 } },
      'agentTasks.tracking.idleInterval expects a duration',
    ],
    [
      'a time-out above the lease',
      { identities: [identity], launch: { timeout: '2m' } },
      'agentTasks.launch.timeout expects a duration below agentTasks.launch.lease',
    ],
    [
      'an unknown choice',
      { identities: [identity], reconcile: { afterWindow: 'retry' } },
      "agentTasks.reconcile.afterWindow expects 'hold' or 'relaunch'",
    ],
    [
      'text for a number',
      { identities: [identity], prompts: { maxLength: 'long' } },
      'agentTasks.prompts.maxLength expects a whole number from 1000 to 200000',
    ],
    [
      'text for an object',
      { identities: [identity], defaults: 'gpt' },
      'agentTasks.defaults expects an object',
    ],
  ])('stops for %s', (_, agentTasks, message) => {
    expect(problemOf(agentTasks)).toContain(message);
  });

  it('names every mistake at once and repeats no secret', () => {
    const message = problemOf({
      identities: [{ ...identity, token: 'ghs_verysecret', id: 'a b' }],
      prompts: { maxLength: 1 },
      typo: true,
    });
    expect(message).toContain('agentTasks.identities[0].token');
    expect(message).toContain('agentTasks.identities[0].id');
    expect(message).toContain('agentTasks.prompts.maxLength');
    expect(message).toContain('agentTasks.typo');
    expect(message).not.toContain('verysecret');
  });
});
