import type { TemplateToolAssumptions } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type {
  PolicyFacts,
  Ticket,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readConfig } from '../../config/readConfig';
import type { Owner } from '../../entities/OwnerDirectory';
import type { AgentConfiguration } from '../../github/readAgentConfiguration';
import type { RepositoryReading } from '../../github/readRepository';
import { PolicyEngine } from '../PolicyEngine';
import type { PolicyPorts } from '../PolicyPorts';
import { createConfiguredChecks } from './createConfiguredChecks';

const facts: PolicyFacts = {
  entityRef: 'component:default/orders',
  entity: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders' },
    spec: { lifecycle: 'production' },
  },
  owner: 'group:default/team-a',
  tier: '1',
  repository: { host: 'github.com', owner: 'acme', name: 'orders' },
  identities: ['bot'],
  templateRef: 'migrate',
  parameters: {},
  ticket: 'OPS-1',
  createPullRequest: true,
  prompt: 'Migrate.',
  promptProblems: [],
  requestedBy: 'user:default/alice',
  stage: 'submit',
};
const owner: Owner = {
  ref: 'group:default/team-a',
  kind: 'group',
  members: [
    { ref: 'user:default/alice', login: 'alice-gh' },
    { ref: 'user:default/bob', login: 'bob-gh' },
  ],
};
const ticket: Ticket = { key: 'OPS-1', status: 'In Progress', open: true };
const reading: RepositoryReading = {
  archived: false,
  writable: true,
  branch: 'main',
  agentEnabled: true,
};
const away = async () => {
  throw new Error('connection refused by 10.0.0.1');
};

const logger = mockServices.logger.mock();

const unanswered = async () => ({ unanswered: 'No answer' });

const firewall = {
  recommended: true,
  allowed: ['acme.test', 'https://x.test/a/'],
};
const preflightOf = (
  change: Partial<PolicyPorts['preflight']>,
): PolicyPorts['preflight'] => ({
  ask: async () => ({ repository: reading }),
  askConfiguration: async () => ({
    configuration: { mcpServers: ['sentry'], firewall },
  }),
  ...change,
});
const configured = (configuration: AgentConfiguration | undefined) => ({
  preflight: preflightOf({ askConfiguration: async () => ({ configuration }) }),
});
const needing = (
  tools: TemplateToolAssumptions,
  more: Partial<PolicyFacts> = {},
) => ({
  template: {
    version: '1.0.0',
    owner: 'group:default/platform',
    prompt: 'Migrate.',
    tools,
  },
  ...more,
});

function portsOf(ports: Partial<PolicyPorts>): PolicyPorts {
  return {
    directory: { find: async () => owner },
    countOpenPulls: async () => ({ open: 0, coming: 0 }),
    budgets: { look: async () => undefined },
    identityLogins: async () => ['bot-gh'],
    scheduledBy: async () => undefined,
    scanner: { scan: async () => [] },
    preflight: preflightOf({}),
    ...ports,
  };
}

async function decide(
  config: JsonObject,
  change: Partial<PolicyFacts> = {},
  ports: Partial<PolicyPorts> = {},
) {
  const checks = createConfiguredChecks(
    readConfig(
      new ConfigReader({
        integrations: { github: [{ host: 'github.com' }] },
        agentTasks: {
          identities: [{ id: 'bot', token: 'ghp_x', repositories: ['**'] }],
          ...config,
        },
      } as JsonObject),
    ),
    portsOf(ports),
    logger,
  );
  return await PolicyEngine.create({ checks, logger }).evaluate({
    ...facts,
    ...change,
  });
}

const desk = (find: () => Promise<Ticket | undefined>) => ({
  desk: { name: 'Jira', find: jest.fn(find) },
});
const owned = (change: Partial<Owner> | undefined) => ({
  directory: {
    find: async () => (change ? { ...owner, ...change } : undefined),
  },
});
const seen = (change: Partial<RepositoryReading> | undefined) => ({
  preflight: preflightOf({
    ask: async () => ({
      repository: change ? { ...reading, ...change } : undefined,
    }),
  }),
});
const look = {
  owner: 'group:default/team-a',
  month: '2026-11-01',
  limit: 10_000_000_000n,
  spent: 9_000_000_000n,
  estimate: 1_000_000_000n,
  reserved: 1_000_000_000n,
  placed: false,
};
const looks = (change: Partial<typeof look> | { estimate: undefined }) => ({
  budgets: { look: async () => ({ ...look, ...change }) },
});

const lifecycles = { entities: { deniedLifecycles: ['Deprecated'] } };
const owners = { owners: { required: true, minMembers: 2 } };
const tiers = { tiers: { '1': { ticket: 'required' } } };
const models = { models: { allow: ['claude-*', 'auto'] } };
const agents = { customAgents: { allow: ['reviewer'] } };
const pulls = { review: { maxOpenPullRequests: 3 } };
const reviewers = { review: { requireReviewer: true } };
const budgets = { budgets: { creditsPerOwner: 10 } };
const secrets = { prompts: { scanSecrets: true } };
const preflight = { preflight: { enabled: true } };
const shared = { tickets: { pattern: '^OPS-' } };

describe('createConfiguredChecks', () => {
  it('asks nothing unless it is configured', async () => {
    const { decision } = await decide({});
    expect(decision).toMatchObject({ result: 'allow', checks: [] });
  });

  it.each<
    [
      string,
      JsonObject,
      Partial<PolicyFacts>,
      Partial<PolicyPorts>,
      string[],
      string[],
    ]
  >([
    ['a lifecycle', lifecycles, {}, {}, [], []],
    [
      'a denied lifecycle',
      lifecycles,
      { entity: { ...facts.entity!, spec: { lifecycle: ' deprecated' } } },
      {},
      ['lifecycle-denied'],
      [],
    ],
    [
      'no entity',
      { ...lifecycles, ...owners },
      { entity: undefined },
      {},
      [],
      [],
    ],
    ['an owner with members', owners, {}, {}, [], []],
    ['no owner', owners, { owner: undefined }, {}, ['owner-missing'], []],
    [
      'an owner that is nowhere',
      owners,
      {},
      owned(undefined),
      ['owner-not-found'],
      [],
    ],
    [
      'an owner that is a person',
      owners,
      {},
      owned({ kind: 'user' }),
      ['owner-not-a-group'],
      [],
    ],
    [
      'an owner with too few members',
      owners,
      {},
      owned({ members: owner.members.slice(1) }),
      ['owner-without-members'],
      [],
    ],
    [
      'a catalog that fails',
      owners,
      {},
      { directory: { find: away } },
      ['check-failed'],
      [],
    ],
    ['a ticket for a tier', tiers, {}, {}, [], []],
    [
      'no ticket for a tier',
      tiers,
      { ticket: undefined },
      {},
      ['ticket-required'],
      [],
    ],
    ['another tier', tiers, { ticket: undefined, tier: '2' }, {}, [], []],
    [
      'a template that asks for one itself',
      tiers,
      {
        ticket: undefined,
        template: {
          version: '1.0.0',
          owner: 'x',
          prompt: 'x',
          requires: { ticket: true },
        },
      },
      {},
      [],
      [],
    ],
    ['an open ticket', {}, {}, desk(async () => ticket), [], []],
    [
      'a ticket that does not exist',
      {},
      {},
      desk(async () => undefined),
      ['ticket-not-found'],
      [],
    ],
    [
      'a closed ticket',
      {},
      {},
      desk(async () => ({ ...ticket, open: false, status: 'Done' })),
      ['ticket-not-open'],
      [],
    ],
    [
      'a ticket system that is away',
      {},
      {},
      desk(away),
      ['ticket-system-unavailable'],
      [],
    ],
    [
      'a ticket system that is away at the launch',
      {},
      { stage: 'launch' },
      desk(away),
      ['check-failed'],
      [],
    ],
    ['no ticket to ask for', {}, { ticket: undefined }, desk(away), [], []],
    [
      'a ticket whose form is wrong already',
      shared,
      { ticket: 'x' },
      desk(away),
      [],
      [],
    ],
    ['a model', models, { model: 'Claude-5' }, {}, [], []],
    ['no model', models, {}, {}, [], []],
    [
      'no model where GitHub may not choose',
      { models: { allow: ['claude-*'] } },
      {},
      {},
      ['model-not-allowed'],
      [],
    ],
    [
      'another model',
      models,
      { model: 'gpt-9' },
      {},
      ['model-not-allowed'],
      [],
    ],
    ['no custom agent', agents, {}, {}, [], []],
    ['a custom agent', agents, { customAgent: 'reviewer' }, {}, [], []],
    [
      'another custom agent',
      agents,
      { customAgent: 'stranger' },
      {},
      ['custom-agent-not-allowed'],
      [],
    ],
    [
      'room for a pull request',
      pulls,
      {},
      { countOpenPulls: async () => ({ open: 1, coming: 1 }) },
      [],
      [],
    ],
    [
      'no room for a pull request',
      pulls,
      {},
      { countOpenPulls: async () => ({ open: 2, coming: 1 }) },
      ['too-many-open-pull-requests'],
      [],
    ],
    [
      'an accepted task has its place',
      pulls,
      { stage: 'launch' },
      { countOpenPulls: away },
      [],
      [],
    ],
    [
      'a task that opens none',
      pulls,
      { createPullRequest: false },
      { countOpenPulls: away },
      [],
      [],
    ],
    ['a budget with room', budgets, {}, looks({}), [], []],
    [
      'a budget that the task would pass',
      budgets,
      {},
      looks({ reserved: 1_000_000_001n }),
      ['credit-budget-exhausted'],
      [],
    ],
    [
      'a budget that is used up, for a task of unknown cost',
      budgets,
      {},
      looks({ spent: 10_000_000_000n, estimate: undefined, reserved: 0n }),
      ['credit-budget-exhausted'],
      [],
    ],
    [
      'a task of unknown cost',
      budgets,
      {},
      looks({ estimate: undefined, reserved: 0n }),
      [],
      ['credits-unknown'],
    ],
    [
      'a full budget that holds the task',
      budgets,
      { stage: 'launch' },
      looks({ spent: 10_000_000_000n, placed: true, reserved: 0n }),
      [],
      [],
    ],
    [
      'a budget that others have passed since',
      budgets,
      { stage: 'launch' },
      looks({ spent: 10_000_000_001n, placed: true, reserved: 0n }),
      ['credit-budget-exhausted'],
      [],
    ],
    ['no budget', budgets, {}, {}, [], []],
    ['a reviewer beside the requester', reviewers, {}, {}, [], ['reviewer']],
    [
      'nobody but the requester',
      reviewers,
      {},
      owned({ members: owner.members.slice(0, 1), teamSlug: 'acme/team-a' }),
      ['no-reviewer'],
      [],
    ],
    [
      'nobody but the identity',
      reviewers,
      {},
      {
        ...owned({ members: owner.members.slice(1) }),
        identityLogins: async () => ['BOB-gh'],
      },
      ['no-reviewer'],
      [],
    ],
    [
      'nobody with a login',
      reviewers,
      {},
      owned({ members: [{ ref: 'user:default/bob' }] }),
      ['no-reviewer'],
      [],
    ],
    [
      'a team for those without a login',
      reviewers,
      {},
      owned({
        members: [{ ref: 'user:default/bob' }],
        teamSlug: 'acme/team-a',
      }),
      [],
      ['reviewer'],
    ],
    [
      'a team that the catalog knows nobody of',
      reviewers,
      {},
      owned({ members: [], teamSlug: 'acme/team-a' }),
      [],
      ['reviewer'],
    ],
    [
      'an owner that is nowhere',
      reviewers,
      {},
      owned(undefined),
      ['no-reviewer'],
      [],
    ],
    ['no secret', secrets, {}, {}, [], []],
    [
      'two secrets',
      secrets,
      {},
      {
        scanner: {
          scan: async () => [
            { kind: 'GITHUB_TOKEN', line: 1 },
            { kind: 'PRIVATE_KEY', line: 7 },
          ],
        },
      },
      ['prompt-with-secret', 'prompt-with-secret'],
      [],
    ],
    ['a repository as it should be', preflight, {}, {}, [], []],
    [
      'no such repository',
      preflight,
      {},
      seen(undefined),
      ['repository-not-found'],
      [],
    ],
    [
      'an archived repository',
      preflight,
      {},
      seen({ archived: true, writable: false }),
      ['repository-archived'],
      [],
    ],
    [
      'everything wrong at once',
      preflight,
      { baseRef: 'next', customAgent: 'reviewer' },
      seen({ writable: false, branch: undefined, agentEnabled: false }),
      [
        'repository-not-writable',
        'branch-not-found',
        'agent-not-enabled',
        'custom-agent-not-found',
      ],
      [],
    ],
    [
      'a GitHub that does not answer',
      preflight,
      {},
      { preflight: preflightOf({ ask: unanswered }) },
      [],
      ['github-not-asked'],
    ],
    [
      'a GitHub that does not answer at the launch',
      preflight,
      { stage: 'launch' },
      { preflight: preflightOf({ ask: unanswered }) },
      ['check-failed'],
      [],
    ],
    [
      'a repository that no identity reaches',
      preflight,
      { identities: [] },
      { preflight: preflightOf({ ask: away, askConfiguration: away }) },
      [],
      [],
    ],
    [
      'a template that takes nothing for granted',
      preflight,
      needing({ toolchain: { node: '24' } }),
      { preflight: preflightOf({ askConfiguration: away }) },
      [],
      [],
    ],
    [
      'tools that are all there',
      preflight,
      needing({
        mcpServers: ['sentry', 'github', 'playwright'],
        firewallHosts: ['acme.test', 'Registry.acme.test'],
      }),
      {},
      [],
      [],
    ],
    [
      'MCP servers that are missing',
      preflight,
      needing({ mcpServers: ['sentry', 'jira', 'figma'] }),
      {},
      ['mcp-server-missing', 'mcp-server-missing'],
      [],
    ],
    [
      'an MCP server that a custom agent may bring',
      preflight,
      needing({ mcpServers: ['jira'] }, { customAgent: 'reviewer' }),
      seen({
        customAgent: {
          repository: 'acme/orders',
          path: '.github/agents/reviewer.agent.md',
          sha: '5e1c309',
        },
      }),
      [],
      ['tools-not-confirmed'],
    ],
    [
      'hosts that a firewall does not list, or not wholly',
      preflight,
      needing({ firewallHosts: ['notacme.test', 'x.test'] }),
      {},
      [],
      ['tools-not-confirmed'],
    ],
    [
      'no firewall',
      preflight,
      needing({ firewallHosts: ['anywhere.test'] }),
      configured({ mcpServers: [] }),
      [],
      [],
    ],
    [
      'settings that GitHub does not show',
      preflight,
      needing({ mcpServers: ['jira'], firewallHosts: ['acme.test'] }),
      configured(undefined),
      [],
      ['tools-not-confirmed'],
    ],
    [
      'settings that GitHub does not answer about',
      preflight,
      needing({ mcpServers: ['jira'] }),
      { preflight: preflightOf({ askConfiguration: unanswered }) },
      [],
      ['tools-not-confirmed'],
    ],
    [
      'settings that GitHub does not answer about at the launch',
      preflight,
      needing({ mcpServers: ['jira'] }, { stage: 'launch' }),
      { preflight: preflightOf({ askConfiguration: unanswered }) },
      ['check-failed'],
      [],
    ],
  ])('%s', async (_, config, change, ports, reasons, notes) => {
    const { decision, undecided } = await decide(config, change, ports);
    expect(decision.reasons.map(({ code }) => code)).toEqual(reasons);
    expect((decision.notes ?? []).map(({ code }) => code)).toEqual(notes);
    expect(undecided).toBe(reasons.includes('check-failed'));
    for (const { message, nextStep } of decision.reasons) {
      expect(message).toMatch(/\.$/);
      expect(nextStep).toMatch(/\.$/);
      // what failed is in the log, not in the answer
      expect(message).not.toContain('10.0.0.1');
    }
  });

  it('asks for a ticket anew only before a launch', async () => {
    const { desk: asked } = desk(async () => ticket);
    await decide({}, {}, { desk: asked });
    await decide({}, { stage: 'launch' }, { desk: asked });
    expect(asked.find.mock.calls).toEqual([
      ['OPS-1', { fresh: false }],
      ['OPS-1', { fresh: true }],
    ]);
  });

  const always = {
    freezes: [
      {
        name: 'Year end',
        timeZone: 'Europe/Berlin',
        start: '2026-01-01',
        end: '2099-01-01',
      },
    ],
  };

  it('lets a task wait for the end of a freeze', async () => {
    const inOneDay = new Date(Date.now() + 86_400_000);
    const { decision } = await decide({
      freezes: [
        {
          name: 'Today',
          timeZone: 'Etc/UTC',
          start: '2026-01-01',
          end: inOneDay.toISOString().slice(0, 16),
        },
      ],
    });
    expect(decision.result).toBe('allow');
    expect(decision.notBefore?.slice(0, 16)).toBe(
      inOneDay.toISOString().slice(0, 16),
    );
    expect(decision.notes?.[0].message).toMatch(
      /^Nothing starts during 'Today'; the task waits until .* \(Etc\/UTC\)\.$/,
    );
  });

  it('looks at the time that is asked for', async () => {
    const { decision } = await decide(always, {
      notBefore: '2099-02-01T00:00:00Z',
    });
    expect(decision).toMatchObject({ result: 'allow' });
    expect(decision.notes).toBeUndefined();
  });

  it('refuses what would wait for years', async () => {
    const { decision } = await decide(always);
    expect(decision.reasons.map(({ code }) => code)).toEqual(['frozen']);
  });
});
