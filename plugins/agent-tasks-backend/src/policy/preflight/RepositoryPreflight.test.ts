import { FaultEffect, GitHubSimulator } from '@agent-tasks/github-simulator';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { blobSha, createDatabase, createIdentities } from '../../__testUtils__';
import { pauseIdentity } from '../../database/operations/identities/pauseIdentity';
import { syncIdentityStates } from '../../database/operations/identities/syncIdentityStates';
import { AnswerRecorder } from '../../identities/AnswerRecorder';
import { GitHubClients } from '../../identities/GitHubClients';
import { RepositoryPreflight } from './RepositoryPreflight';

jest.setTimeout(60_000);

describe('RepositoryPreflight', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let github: GitHubSimulator;
  let recorder: AnswerRecorder;

  beforeAll(async () => {
    knex = await createDatabase(databases);
    github = await GitHubSimulator.start({
      seed: {
        users: [{ login: 'bot' }, { login: 'reader' }, { login: 'ada' }],
        organizations: [
          { login: 'acme', members: ['bot', 'ada'], basePermission: 'write' },
        ],
        tokens: [
          { token: 'github_pat_bot', user: 'bot' },
          { token: 'github_pat_reader', user: 'reader' },
        ],
        repositories: [
          {
            owner: 'acme',
            name: 'shop',
            files: {
              'README.md': '# Shop',
              '.github/agents/reviewer.agent.md': 'Review.',
              '.github/agents/reviewer.md': 'Not these words.',
              '.github/agents/plain.md': 'Plainly.',
              '.github/agents/folder.agent.md/README.md': 'No agent.',
            },
            agentConfiguration: {
              mcpServers: { sentry: { type: 'http', url: 'https://x.test' } },
              recommendedAllowlist: false,
              customAllowlist: ['acme.test'],
            },
          },
          {
            owner: 'acme',
            name: 'old',
            files: { 'README.md': '#' },
            archived: true,
          },
          {
            owner: 'acme',
            name: 'off',
            files: { 'README.md': '#' },
            agentsEnabled: false,
            agentConfiguration: { firewall: false },
          },
          {
            owner: 'acme',
            name: '.github-private',
            files: {
              'agents/shared.agent.md': 'Everywhere.',
              'agents/reviewer.agent.md': 'Not these words either.',
            },
          },
          {
            owner: 'acme',
            name: '.github',
            files: { 'agents/open.md': 'For all to read.' },
          },
          {
            owner: 'ada',
            name: 'public',
            visibility: 'public',
            files: { 'README.md': '#' },
          },
        ],
      },
    });
  });

  afterAll(async () => {
    await recorder?.flush();
    await github?.stop();
  });

  afterEach(() => github.faults.clear());

  async function create(cacheMs = 60_000) {
    const identities = createIdentities(
      { id: 'a', apiBaseUrl: github.apiBaseUrl, token: 'github_pat_bot' },
      { id: 'b', apiBaseUrl: github.apiBaseUrl, token: 'github_pat_bot' },
    );
    await syncIdentityStates(
      knex,
      identities.list().map(({ id }) => ({ id, tokenDigest: 'sha256:1' })),
    );
    const logger = mockServices.logger.mock();
    recorder = new AnswerRecorder({ knex, logger });
    return RepositoryPreflight.create({
      clients: GitHubClients.create({ identities, recorder, logger }),
      knex,
      logger,
      cacheMs,
    });
  }

  const question = {
    host: 'github.test',
    owner: 'acme',
    name: 'shop',
    identities: ['a', 'b'],
  };
  const queries = () =>
    github.requests.filter(({ path }) => path.endsWith('/graphql')).length;

  const good = {
    archived: false,
    writable: true,
    branch: 'main',
    agentEnabled: true,
  };
  it.each([
    ['a repository', {}, good],
    ['its branch', { baseRef: 'main' }, good],
    ['no such branch', { baseRef: 'next' }, { ...good, branch: undefined }],
    [
      'a custom agent, the nearest of its name',
      { customAgent: 'reviewer' },
      {
        ...good,
        customAgent: {
          repository: 'acme/shop',
          path: '.github/agents/reviewer.agent.md',
          sha: blobSha('Review.'),
        },
      },
    ],
    [
      'a custom agent without the longer ending',
      { customAgent: 'plain', baseRef: 'main' },
      {
        ...good,
        customAgent: {
          repository: 'acme/shop',
          path: '.github/agents/plain.md',
          sha: blobSha('Plainly.'),
        },
      },
    ],
    [
      "the organization's custom agent",
      { customAgent: 'shared' },
      {
        ...good,
        customAgent: {
          repository: 'acme/.github-private',
          path: 'agents/shared.agent.md',
          sha: blobSha('Everywhere.'),
        },
      },
    ],
    [
      "the organization's public custom agent",
      { customAgent: 'open' },
      {
        ...good,
        customAgent: {
          repository: 'acme/.github',
          path: 'agents/open.md',
          sha: blobSha('For all to read.'),
        },
      },
    ],
    ['no such custom agent', { customAgent: 'stranger' }, good],
    ['a folder, which is no custom agent', { customAgent: 'folder' }, good],
    [
      'a custom agent of an owner that shares none',
      { owner: 'ada', name: 'public', customAgent: 'x' },
      { ...good, writable: false },
    ],
    ['an archived repository', { name: 'old' }, { ...good, archived: true }],
    [
      'a repository without the agent',
      { name: 'off' },
      { ...good, agentEnabled: false },
    ],
    ['no repository', { name: 'nowhere' }, undefined],
  ])('sees %s', async (_, change, repository) => {
    const preflight = await create();
    const answer = await preflight.ask({ ...question, ...change });
    expect(answer).toEqual({ repository });
  });

  it('asks once for many, whatever the letters, and remembers', async () => {
    const preflight = await create();
    const before = queries();
    await Promise.all([1, 2, 3].map(() => preflight.ask(question)));
    await preflight.ask({ ...question, owner: 'ACME' });
    expect(queries() - before).toBe(1);
    await preflight.ask({ ...question, baseRef: 'main' });
    expect(queries() - before).toBe(2);
  });

  it('asks again for who wants to know what is there since a time', async () => {
    const preflight = await create();
    await preflight.ask(question);
    const before = queries();
    const since = performance.now();
    expect(await preflight.ask(question, { since })).toEqual({
      repository: good,
    });
    expect(queries() - before).toBe(1);
    // and remembers that, for others and for the same
    await preflight.ask(question);
    await preflight.ask(question, { since });
    expect(queries() - before).toBe(1);
  });

  it('keeps what it saw where a newer look is not answered', async () => {
    const preflight = await create();
    await preflight.ask(question);
    github.faults.inject({
      match: { path: 'graphql' },
      times: 1,
      effect: { type: 'outage' },
    });
    const since = performance.now();
    expect(await preflight.ask(question, { since })).toEqual({
      unanswered: expect.any(String),
    });
    expect(await preflight.ask(question)).toEqual({ repository: good });
  });

  it.each([
    [{ type: 'outage' as const }],
    [{ type: 'status' as const, status: 502 }],
    [{ type: 'reset' as const, when: 'before' as const }],
    [{ type: 'garbage' as const }],
  ])('says what GitHub did not say in a fault of %j', async effect => {
    const preflight = await create(50);
    github.faults.inject({ match: { path: 'graphql' }, times: 1, effect });
    const answer = await preflight.ask(question);
    expect(answer.unanswered).toEqual(expect.any(String));
    // remembered for a shorter time than an answer
    await new Promise(resolve => setTimeout(resolve, 80));
    expect(await preflight.ask(question)).toEqual({ repository: good });
  });

  it.each([
    [
      'shop',
      {
        mcpServers: ['sentry'],
        firewall: { recommended: false, allowed: ['acme.test'] },
      },
    ],
    ['old', { mcpServers: [], firewall: { recommended: true, allowed: [] } }],
    ['off', { mcpServers: [] }],
    ['nowhere', undefined],
  ])('sees once how agents are set up in %s', async (name, configuration) => {
    const preflight = await create();
    const before = github.requests.length;
    await preflight.askConfiguration({ ...question, name });
    expect(await preflight.askConfiguration({ ...question, name })).toEqual({
      configuration,
    });
    expect(github.requests.length - before).toBe(1);
  });

  it('tells settings that are hidden from a GitHub that does not answer', async () => {
    const preflight = await create(50);
    const answer = async (effect: FaultEffect) => {
      github.faults.inject({
        match: { path: 'configuration' },
        times: 1,
        effect,
      });
      const found = await preflight.askConfiguration(question);
      await new Promise(resolve => setTimeout(resolve, 80));
      return found;
    };
    expect(await answer({ type: 'status', status: 403 })).toEqual({
      configuration: undefined,
    });
    expect(await answer({ type: 'status', status: 502 })).toEqual({
      unanswered: expect.any(String),
    });
    expect(await answer({ type: 'rate-limit', kind: 'secondary' })).toEqual({
      unanswered: expect.any(String),
    });
  });

  it('asks by an identity that may, and by none where none may', async () => {
    const preflight = await create();
    const pause = (identityId: string) =>
      pauseIdentity(knex, { identityId, forMs: 60_000, reason: 'test' });
    await pause('a');
    expect(await preflight.ask(question)).toEqual({ repository: good });
    await pause('b');
    expect(await preflight.ask({ ...question, name: 'old' })).toEqual({
      unanswered: 'No identity may ask GitHub at the moment',
    });
  });
});
