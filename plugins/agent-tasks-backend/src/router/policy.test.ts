import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import request from 'supertest';
import { assertContract } from '../__testUtils__/assertContract';
import { component, migrateTemplate } from '../__testUtils__/catalogEntities';
import { createTestBroker } from '../__testUtils__/TestBroker';

jest.setTimeout(60_000);

const alice = mockCredentials.user.header('user:default/alice');
const valid = {
  template: 'migrate',
  entityRef: 'component:default/orders',
  parameters: { target: 'node-24' },
  ticket: 'OPS-1',
};
const person = (name: string, login: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'github.com/user-login': login },
  },
});
const reading = {
  archived: false,
  writable: true,
  branch: 'main',
  agentEnabled: true,
};

describe('policy over REST', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  const inADay = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  const ask = jest.fn();
  const find = jest.fn();
  let knex: Knex;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({
      knex,
      entities: [
        migrateTemplate(),
        component('orders'),
        component('legacy', { 'agent-tasks/tier': '1' }),
        person('alice', 'alice-gh'),
        person('bob', 'bob-gh'),
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Group',
          metadata: { name: 'team-a', namespace: 'default' },
          relations: [
            { type: 'hasMember', targetRef: 'user:default/alice' },
            { type: 'hasMember', targetRef: 'user:default/bob' },
          ],
        },
      ],
      agentTasks: {
        owners: { required: true, minMembers: 2 },
        review: { requireReviewer: true, maxOpenPullRequests: 50 },
        prompts: { scanSecrets: true, allowFree: true },
        preflight: { enabled: true },
        models: { allow: ['auto'] },
        customAgents: { allow: [] },
        tiers: { '1': { ticket: 'required' } },
        budgets: { creditsPerOwner: 100 },
        freezes: [
          {
            name: 'Release',
            timeZone: 'Etc/UTC',
            start: '2026-01-01',
            end: inADay,
            tiers: ['1'],
          },
        ],
      },
      ports: {
        preflight: { ask, askConfiguration: ask },
        desk: { name: 'Jira', find },
      },
    });
  });

  beforeEach(() => {
    ask.mockReset().mockResolvedValue({ repository: reading });
    find
      .mockReset()
      .mockResolvedValue({ key: 'OPS-1', status: 'To Do', open: true });
  });

  async function post(path: string, body: object) {
    const response = await request(broker.app)
      .post(path)
      .set('authorization', alice)
      .send(body);
    const { status, body: answer } = response;
    assertContract({ method: 'post', path, status, body: answer });
    return response;
  }

  it('tells before a submission who can review, and what is not known', async () => {
    ask.mockResolvedValue({ unanswered: 'GitHub did not answer in time' });
    const { body, status } = await post('/v1/tasks', {
      ...valid,
      dryRun: true,
    });
    expect(status).toBe(200);
    expect(body.decision).toMatchObject({
      result: 'allow',
      reasons: [],
      notes: [
        { code: 'credits-unknown' },
        { code: 'reviewer', message: 'bob-gh can review it.' },
        { code: 'github-not-asked' },
      ],
    });
    expect(body.decision.checks.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining([
        'owner',
        'tier-ticket',
        'ticket-system',
        'model',
        'custom-agent',
        'freeze',
        'open-pull-requests',
        'credits',
        'reviewer',
        'secrets',
        'github',
      ]),
    );
    expect(await knex('agent_tasks')).toHaveLength(0);
  });

  it('takes a task in a freeze, and lets it wait', async () => {
    const { body, status } = await post('/v1/tasks', {
      ...valid,
      entityRef: 'component:default/legacy',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      phase: 'scheduled',
      notBefore: `${inADay}:00.000Z`,
      decision: { result: 'allow', notBefore: `${inADay}:00.000Z` },
    });
    expect(
      await knex('agent_tasks').where('due_at', new Date(`${inADay}:00Z`)),
    ).toHaveLength(1);
  });

  it('refuses with every reason, and repeats no secret', async () => {
    ask.mockResolvedValue({
      repository: { ...reading, archived: true, branch: undefined },
    });
    find.mockResolvedValue(undefined);
    const secret = ['ghp', '0123456789abcdefghijklmnopqrstuvwxyz'].join('_');
    const { body, status } = await post('/v1/tasks', {
      prompt: `Push with\n${secret}`,
      entityRef: 'component:default/legacy',
      baseRef: 'next',
      model: 'gpt-9',
      customAgent: 'stranger',
      ticket: 'OPS-2',
    });
    expect(status).toBe(403);
    expect(body.reasons.map(({ code }: { code: string }) => code)).toEqual([
      'ticket-not-found',
      'model-not-allowed',
      'custom-agent-not-allowed',
      'prompt-with-secret',
      'repository-archived',
      'branch-not-found',
      'custom-agent-not-found',
    ]);
    expect(JSON.stringify(body)).not.toContain(secret);
    const [refusal] = await knex('audit_events').where({ result: 'refused' });
    expect(JSON.stringify(refusal.details)).toContain('repository-archived');
    expect(JSON.stringify(refusal.details)).not.toContain(secret);
  });
});
