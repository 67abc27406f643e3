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
      concurrency: {},
      launch: { timeoutMs: 8_000, leaseMs: 10_000 },
      reconcile: { windowMs: 300_000, afterWindow: 'hold' },
      tracking: {
        activeIntervalMs: 10_000,
        idleIntervalMs: 60_000,
        fullSweepIntervalMs: 60_000,
        silentAfterMs: 600_000,
        pullRequestIntervalMs: 30_000,
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

  it.each<[string, JsonValue | undefined, string]>([
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
