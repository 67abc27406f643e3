import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import {
  component,
  group,
  migrateTemplate,
} from '../__testUtils__/catalogEntities';
import { createTestBroker } from '../__testUtils__/TestBroker';
import { registerTaskActions } from './registerTaskActions';

jest.setTimeout(60_000);

const alice = 'user:default/alice';
const bob = 'user:default/bob';
const request = {
  template: 'migrate',
  entityRef: 'component:default/orders',
  parameters: { target: 'node-24' },
};

describe('registerTaskActions', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let actionsRegistry: ReturnType<typeof actionsRegistryServiceMock>;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({
      knex,
      agentTasks: { tiers: { '1': { approvals: { by: 'owner-group' } } } },
      entities: [
        migrateTemplate(),
        component('orders', { 'agent-tasks/tier': '1' }),
        component('billing'),
        group('team-a'),
      ],
    });
    broker.groups[bob] = ['group:default/team-a'];
    actionsRegistry = actionsRegistryServiceMock();
    registerTaskActions({
      actionsRegistry,
      auditor: broker.auditor,
      auth: mockServices.auth(),
      campaigns: broker.campaigns.campaigns,
      tasks: broker.authorized,
      trail: broker.trail,
      userInfo: broker.userInfo,
    });
  });

  const invoke = async (name: string, input: JsonObject, user = alice) =>
    (
      await actionsRegistry.invoke({
        id: `test:${name}`,
        input,
        credentials: mockCredentials.user(user),
      })
    ).output as JsonObject;

  it('says of each whether it changes something', async () => {
    const { actions } = await actionsRegistry.list();
    const kindOf = (readOnly: boolean, destructive: boolean) => {
      if (readOnly) {
        return 'reads';
      }
      return destructive ? 'destroys' : 'writes';
    };
    const kinds = Object.fromEntries(
      actions.map(({ name, attributes: { readOnly, destructive } }) => [
        name,
        kindOf(readOnly, destructive),
      ]),
    );
    expect(kinds).toEqual({
      'preview-agent-task': 'reads',
      'get-agent-task': 'reads',
      'list-agent-tasks': 'reads',
      'list-agent-task-approvals': 'reads',
      'submit-agent-task': 'writes',
      'retry-agent-task': 'writes',
      'withdraw-agent-task': 'destroys',
      'approve-agent-task': 'writes',
      'reject-agent-task': 'destroys',
      'plan-agent-campaign': 'writes',
      'get-agent-campaign': 'reads',
      'list-agent-campaigns': 'reads',
      'start-agent-campaign': 'writes',
      'pause-agent-campaign': 'writes',
    });
  });

  it('plans, starts and pauses a campaign', async () => {
    const plan = {
      title: 'Node 26',
      owner: 'group:default/team-a',
      template: 'migrate',
      parameters: { target: 'node-26' },
      entityRefs: ['orders', 'billing'],
      canary: 1,
      idempotencyKey: 'campaign',
    };
    const { id } = await invoke('plan-agent-campaign', plan);
    expect(await invoke('plan-agent-campaign', plan)).toMatchObject({ id });
    await broker.campaigns.planner.settled();
    expect(await invoke('get-agent-campaign', { id })).toMatchObject({
      state: 'planned',
      targets: 2,
      verdicts: { allowed: 1, 'needs-approval': 1 },
      waves: [
        { number: 1, targets: 1, missing: ['sample', 'confirmation'] },
        { number: 2, targets: 1 },
      ],
    });
    await invoke('start-agent-campaign', { id, reason: 'Now' });
    expect(
      await invoke('list-agent-campaigns', { text: 'node' }),
    ).toMatchObject({ total: 1, campaigns: [{ id, state: 'running' }] });
    expect(await invoke('pause-agent-campaign', { id })).toMatchObject({
      state: 'paused',
    });
    await knex('audit_events').delete();
  });

  it('brings a task from its preview to its approval by another person', async () => {
    expect(await invoke('preview-agent-task', request)).toMatchObject({
      decision: 'needs-approval',
      reasons: [expect.stringMatching(/needs approval by team-a\./)],
    });
    const submit = () =>
      invoke('submit-agent-task', { ...request, idempotencyKey: 'once' });
    const task = await submit();
    expect(task).toMatchObject({
      created: true,
      phase: 'awaiting-approval',
      approval: { by: ['group:default/team-a'], mayApprove: false },
    });
    expect(await submit()).toMatchObject({ created: false, id: task.id });

    const { promptDigest } = task.approval as JsonObject;
    const approval = { id: task.id, promptDigest };
    await expect(invoke('approve-agent-task', approval)).rejects.toThrow(
      'You have asked for this task',
    );
    const waiting = await invoke('list-agent-task-approvals', {}, bob);
    expect(waiting).toMatchObject({
      total: 1,
      tasks: [{ id: task.id, approval: { promptDigest, mayApprove: true } }],
    });
    expect(await invoke('approve-agent-task', approval, bob)).toMatchObject({
      phase: 'queued',
    });
    expect(
      await invoke('list-agent-tasks', { phase: ['queued'] }),
    ).toMatchObject({ total: 1, tasks: [{ id: task.id }] });
    expect(
      await invoke('withdraw-agent-task', { id: task.id, reason: 'Enough.' }),
    ).toMatchObject({ phase: 'withdrawn' });
    expect(
      await knex('audit_events')
        .orderBy('id')
        .select('action', 'actor', 'result'),
    ).toEqual([
      { action: 'task.submit', actor: alice, result: 'allowed' },
      { action: 'task.approve', actor: alice, result: 'refused' },
      { action: 'task.approve', actor: bob, result: 'allowed' },
      { action: 'task.withdraw', actor: alice, result: 'allowed' },
    ]);
    expect(broker.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'task-approve' }),
    );
  });

  it('rejects and retries', async () => {
    const task = await invoke('submit-agent-task', {
      ...request,
      idempotencyKey: 'twice',
    });
    const { promptDigest } = task.approval as JsonObject;
    await expect(
      invoke(
        'reject-agent-task',
        { id: task.id, promptDigest, comment: ' ' },
        bob,
      ),
    ).rejects.toThrow('Invalid input');
    expect(
      await invoke(
        'reject-agent-task',
        { id: task.id, promptDigest, comment: 'Not now.' },
        bob,
      ),
    ).toMatchObject({ phase: 'failed' });
    expect(await invoke('retry-agent-task', { id: task.id })).toMatchObject({
      phase: 'awaiting-approval',
    });
    expect(await invoke('get-agent-task', { id: task.id }, bob)).toMatchObject({
      approval: { mayApprove: true },
      prompt: expect.stringContaining('node-24'),
      decision: 'needs-approval',
    });
  });

  it('is for users and services only', async () => {
    await expect(
      actionsRegistry.invoke({
        id: 'test:list-agent-tasks',
        input: {},
        credentials: mockCredentials.none(),
      }),
    ).rejects.toThrow('need a user or a service');
  });
});
