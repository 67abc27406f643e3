import {
  AgentTaskDetail,
  agentTaskApprovePermission,
  agentTaskReadPermission,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTaskConditions,
  createAgentTaskConditionalDecision,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import request from 'supertest';
import { assertContract } from '../__testUtils__/assertContract';
import { component, migrateTemplate } from '../__testUtils__/catalogEntities';
import { createTestBroker } from '../__testUtils__/TestBroker';
import { ApprovalKeeper } from '../approvals/ApprovalKeeper';
import type { TaskRow } from '../database/rows';

jest.setTimeout(60_000);

const OWNERS = 'group:default/team-a';
const SECURITY = 'group:default/security';
const [alice, bob, carl, sam] = ['alice', 'bob', 'carl', 'sam'].map(
  name => `user:default/${name}`,
);
const tier1 = {
  template: 'migrate',
  entityRef: 'component:default/orders',
  parameters: { target: 'node-24' },
};
const guarded = { ...tier1, template: 'guarded' };

describe('approvals', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({
      knex,
      agentTasks: {
        tiers: { '1': { approvals: { by: 'owner-group' } } },
        approvals: { securityGroup: SECURITY, expiry: '2h', reminder: '1h' },
      },
      entities: [
        migrateTemplate(),
        {
          ...migrateTemplate({
            requires: { approval: { count: 2, by: 'security-group' } },
          }),
          metadata: { name: 'guarded', namespace: 'default' },
        },
        component('orders', { 'agent-tasks/tier': '1' }),
        component('web'),
      ],
    });
    Object.assign(broker.groups, {
      [alice]: [OWNERS],
      [bob]: [OWNERS, SECURITY],
      [sam]: [SECURITY],
    });
  });

  beforeEach(async () => {
    for (const name of Object.keys(broker.decisions)) {
      delete broker.decisions[name];
    }
    await knex('agent_tasks').delete();
    await knex('audit_events').delete();
    await knex('outbox').delete();
    broker.onQueued.mockClear();
  });

  const ask = async (
    method: 'get' | 'post',
    path: string,
    user: string,
    body?: object,
  ) => {
    const response = await request(broker.app)
      [method](path)
      .set('authorization', mockCredentials.user.header(user))
      .send(body);
    const { status, body: answer } = response;
    assertContract({ method, path, status, body: answer });
    return response;
  };
  const submit = async (body: object = tier1, user = alice) =>
    (await ask('post', '/v1/tasks', user, body)).body as AgentTaskDetail;
  const digestOf = (task: AgentTaskDetail) => task.approval?.promptDigest ?? '';
  const decide = (
    verb: 'approve' | 'reject',
    task: AgentTaskDetail,
    user: string,
    body: object = {},
  ) =>
    ask('post', `/v1/tasks/${task.id}/${verb}`, user, {
      promptDigest: digestOf(task),
      ...(verb === 'reject' && { comment: 'Not now.' }),
      ...body,
    });
  const codes = (response: request.Response) =>
    response.body.reasons?.map(({ code }: { code: string }) => code);
  const trail = () =>
    knex('audit_events').orderBy('id').select('action', 'actor', 'result');
  const news = async () =>
    (await knex('outbox').where('kind', 'approval-news').orderBy('id')).map(
      ({ payload }) => payload.event,
    );

  it('says before a submission who has to agree', async () => {
    const preview = await ask('post', '/v1/tasks', alice, {
      ...tier1,
      dryRun: true,
    });
    expect(preview.body.decision).toMatchObject({
      result: 'needs-approval',
      reasons: [
        {
          code: 'approval-required-by-tier',
          message: 'Work on tier 1 needs approval by team-a.',
        },
      ],
      approvals: [{ count: 1, by: [OWNERS] }],
    });
    expect(await knex('approval_requests')).toEqual([]);
  });

  it('lets a task wait, asks, and queues it once a second person agrees', async () => {
    const task = await submit();
    expect(task).toMatchObject({
      phase: 'awaiting-approval',
      launchState: 'awaiting_approval',
      nextStep: {
        sentence: 'Waiting for approval by team-a.',
        owner: OWNERS,
        action: 'approve',
      },
      approval: {
        askedBy: alice,
        promptDigest: expect.stringMatching(/^sha256:/),
        needs: [{ count: 1, by: [OWNERS], approvedBy: [] }],
        given: [],
      },
      actions: {
        withdraw: { allowed: true },
        approve: { allowed: false, reason: expect.stringMatching(/asked for/) },
      },
    });
    expect(await news()).toEqual(['asked']);

    const seen = (await ask('get', `/v1/tasks/${task.id}`, bob)).body;
    expect(seen.actions.approve).toEqual({ allowed: true });
    const approved = await decide('approve', task, bob, { comment: 'Go.' });
    expect(approved.status).toBe(200);
    expect(approved.body).toMatchObject({ phase: 'queued' });
    expect(approved.body).not.toHaveProperty('approval');
    expect(
      approved.body.timeline.map(
        ({ kind, actor }: { kind: string; actor: string }) => [kind, actor],
      ),
    ).toEqual([
      ['requested', alice],
      ['decided', 'plugin:agent-tasks'],
      ['approval-asked', 'plugin:agent-tasks'],
      ['approved', bob],
    ]);
    expect(broker.onQueued).toHaveBeenCalled();
    expect(await knex('approvals')).toMatchObject([
      {
        approver: bob,
        approver_refs: [OWNERS],
        comment: 'Go.',
        prompt_digest: digestOf(task),
      },
    ]);
    expect(await trail()).toEqual([
      { action: 'task.submit', actor: alice, result: 'allowed' },
      { action: 'task.approve', actor: bob, result: 'allowed' },
    ]);
    expect(await news()).toEqual(['asked', 'approved']);
    const [told] = await knex('outbox').where('kind', 'task-changed');
    expect(told.payload).toMatchObject({ phase: 'awaiting-approval' });
  });

  it('lets policy at the launch be content with what was agreed to, and no more', async () => {
    const task = await submit();
    await decide('approve', task, bob);
    const row = async () =>
      (await knex('agent_tasks').where('id', task.id).first()) as TaskRow;
    const review = async (change: Partial<TaskRow> = {}) =>
      (
        await broker.reviewer.review(
          { ...(await row()), ...change },
          { credentials: mockCredentials.service(), stage: 'launch' },
        )
      ).decision;
    expect(await review()).toMatchObject({
      result: 'allow',
      reasons: [],
      approvals: [{ by: [OWNERS], approvedBy: [bob] }],
    });
    expect(await review({ prompt_digest: 'sha256:other' })).toMatchObject({
      result: 'needs-approval',
    });
    expect(await review({ owner_ref: 'group:default/team-b' })).toMatchObject({
      result: 'needs-approval',
    });
    await knex('approval_requests').update({ template_digest: 'sha256:old' });
    expect(await review()).toMatchObject({ result: 'needs-approval' });
  });

  it('waits for as many people as are needed', async () => {
    const task = await submit(guarded, carl);
    expect(task.nextStep.sentence).toBe(
      'Waiting for approval by team-a, and by 2 of security.',
    );
    const first = await decide('approve', task, bob);
    expect(first.body).toMatchObject({
      phase: 'awaiting-approval',
      nextStep: { sentence: 'Waiting for approval by security.' },
      approval: {
        needs: [{ approvedBy: [bob] }, { count: 2, approvedBy: [bob] }],
        given: [{ approver: bob }],
      },
    });
    expect(codes(await decide('approve', task, bob))).toEqual([
      'approval-given',
    ]);
    const second = await decide('approve', task, sam);
    expect(second.body.phase).toBe('queued');
  });

  it('ends a task that one approver rejects, and asks again on a retry', async () => {
    const task = await submit();
    const rejected = await decide('reject', task, bob, {
      comment: 'Wait for the freeze to end.',
    });
    expect(rejected.body).toMatchObject({
      phase: 'failed',
      launchState: 'rejected',
      failure: { class: 'approval-rejected' },
      actions: { retry: { allowed: true } },
    });
    expect(rejected.body.timeline.at(-1)).toMatchObject({
      kind: 'rejected',
      actor: bob,
      data: { comment: 'Wait for the freeze to end.' },
    });
    const retried = await ask('post', `/v1/tasks/${task.id}/retry`, alice, {});
    expect(retried.body).toMatchObject({
      phase: 'awaiting-approval',
      approval: { askedBy: alice, given: [] },
    });
    expect(retried.body).not.toHaveProperty('failure');
    expect(await news()).toEqual(['asked', 'rejected', 'asked']);
  });

  it('asks again on a retry only for what was not agreed to', async () => {
    const task = await submit();
    await decide('approve', task, bob);
    const fail = (change: object = {}) =>
      knex('agent_tasks')
        .where('id', task.id)
        .update({ launch_state: 'launch_failed', phase: 'failed', ...change });
    const retry = async (user: string) =>
      (await ask('post', `/v1/tasks/${task.id}/retry`, user, {})).body.phase;
    await fail();
    expect(await retry(alice)).toBe('queued');
    // who asks does not agree with themselves
    await fail();
    expect(await retry(bob)).toBe('awaiting-approval');
    const { approval } = (await ask('get', `/v1/tasks/${task.id}`, carl)).body;
    expect(approval.askedBy).toBe(bob);
    await knex('approval_requests')
      .where('state', 'open')
      .update({ state: 'withdrawn' });
    await fail({ prompt: 'Other words.', prompt_digest: 'sha256:other' });
    expect(await retry(alice)).toBe('awaiting-approval');
  });

  it.each<[string, string, object, number, string[]]>([
    ['the requester', alice, {}, 403, ['approver-is-requester']],
    ['somebody else', carl, {}, 403, ['not-an-approver']],
    [
      'who has read other words',
      bob,
      { promptDigest: 'sha256:0' },
      409,
      ['prompt-changed'],
    ],
  ])('refuses %s', async (_, user, body, status, expected) => {
    const task = await submit();
    for (const verb of ['approve', 'reject'] as const) {
      const refused = await decide(verb, task, user, body);
      expect([refused.status, codes(refused)]).toEqual([status, expected]);
    }
    expect(await trail()).toEqual([
      { action: 'task.submit', actor: alice, result: 'allowed' },
      { action: 'task.approve', actor: user, result: 'refused' },
      { action: 'task.reject', actor: user, result: 'refused' },
    ]);
    expect(await knex('agent_tasks').first()).toMatchObject({
      launch_state: 'awaiting_approval',
    });
  });

  it('refuses services, late comers, and what is not a verdict', async () => {
    const task = await submit();
    const path = `/v1/tasks/${task.id}/approve`;
    const service = await request(broker.app)
      .post(path)
      .set('authorization', mockCredentials.service.header())
      .send({ promptDigest: digestOf(task) });
    expect([service.status, codes(service)]).toEqual([
      403,
      ['approver-not-a-person'],
    ]);
    expect((await ask('post', path, bob, {})).status).toBe(400);
    const unknown = await ask('post', path, bob, {
      promptDigest: 'x',
      reason: 'y',
    });
    expect(unknown.body.reasons[0]).toMatchObject({
      code: 'field-unknown',
      nextStep: 'Leave it out; known are promptDigest, comment.',
    });
    expect((await decide('reject', task, bob, { comment: ' ' })).status).toBe(
      400,
    );
    await ask('post', `/v1/tasks/${task.id}/withdraw`, alice, {});
    expect(codes(await decide('approve', task, bob))).toEqual([
      'approval-decided',
    ]);
    const free = await submit({ ...tier1, entityRef: 'component:default/web' });
    expect(free.phase).toBe('queued');
    expect(codes(await decide('approve', free, bob))).toEqual([
      'approval-not-asked',
    ]);
  });

  it('asks for the permission, of each task', async () => {
    const task = await submit();
    broker.decisions[agentTaskApprovePermission.name] = {
      result: AuthorizeResult.DENY,
    };
    expect(codes(await decide('approve', task, bob))).toEqual([
      'permission-missing',
    ]);
    broker.decisions[agentTaskApprovePermission.name] =
      createAgentTaskConditionalDecision(
        agentTaskApprovePermission,
        agentTaskConditions.isEntityOwner({ claims: ['group:default/team-b'] }),
      );
    expect((await decide('approve', task, bob)).status).toBe(403);
    const seen = (await ask('get', `/v1/tasks/${task.id}`, bob)).body;
    expect(seen.actions.approve).toEqual({
      allowed: false,
      reason: 'You may not approve this task.',
    });
    broker.decisions[agentTaskReadPermission.name] =
      createAgentTaskConditionalDecision(
        agentTaskReadPermission,
        agentTaskConditions.isRequester({ userRefs: [carl] }),
      );
    expect((await decide('approve', task, bob)).status).toBe(404);
    expect((await ask('get', '/v1/approvals?for=all', bob)).body.items).toEqual(
      [],
    );
  });

  it('lists what waits for whom, page by page', async () => {
    const first = await submit();
    const second = await submit(guarded, carl);
    const third = await submit(tier1, carl);
    await submit({ ...tier1, entityRef: 'component:default/web' });
    const ids = async (user: string, query = '') => {
      const { body } = await ask('get', `/v1/approvals${query}`, user);
      expect(body.totalItems).toBeGreaterThanOrEqual(body.items.length);
      return body.items.map(({ id }: AgentTaskDetail) => id);
    };
    expect(await ids(bob)).toEqual([first.id, second.id, third.id]);
    // not her own one
    expect(await ids(alice)).toEqual([second.id, third.id]);
    expect(await ids(alice, '?for=groups')).toEqual([
      first.id,
      second.id,
      third.id,
    ]);
    expect(await ids(sam)).toEqual([second.id]);
    expect(await ids(carl)).toEqual([]);
    expect(await ids(carl, '?for=all')).toHaveLength(3);
    await decide('approve', second, bob);
    expect(await ids(bob)).toEqual([first.id, third.id]);

    const page = await ask('get', '/v1/approvals?for=all&limit=2', carl);
    expect(page.body.items).toHaveLength(2);
    expect(
      await ids(
        carl,
        `?for=all&limit=2&cursor=${page.body.pageInfo.nextCursor}`,
      ),
    ).toEqual([third.id]);
    expect((await ask('get', '/v1/approvals?cursor=bm9uZQ', carl)).status).toBe(
      400,
    );
  });

  it('reminds once, and ends what nobody approves in time', async () => {
    const onNews = jest.fn();
    const keeper = ApprovalKeeper.create({
      knex,
      logger: mockServices.logger.mock(),
      onNews,
    });
    const task = await submit();
    const inMs = await keeper.run();
    expect(inMs).toBeGreaterThan(3_000_000);
    expect(inMs).toBeLessThan(3_600_001);
    expect(onNews).not.toHaveBeenCalled();

    await knex('approval_requests').update({ remind_at: new Date(0) });
    await Promise.all([keeper.run(), keeper.run()]);
    await keeper.run();
    expect(await news()).toEqual(['asked', 'reminded']);
    expect(await knex('approval_requests').first()).toMatchObject({
      remind_at: null,
      reminded_at: expect.any(Date),
      state: 'open',
    });

    await knex('approval_requests').update({ expires_at: new Date() });
    // late, before anything has ended it
    expect(codes(await decide('approve', task, bob))).toEqual([
      'approval-expired',
    ]);
    await Promise.all([keeper.run(), keeper.run()]);
    const expired = (await ask('get', `/v1/tasks/${task.id}`, alice)).body;
    expect(expired).toMatchObject({
      phase: 'failed',
      failure: { class: 'approval-expired' },
      actions: { retry: { allowed: true } },
    });
    expect(expired.timeline.at(-1).kind).toBe('approval-expired');
    expect(await news()).toEqual(['asked', 'reminded', 'expired']);
    expect(codes(await decide('approve', task, bob))).toEqual([
      'approval-expired',
    ]);
    expect(await keeper.run()).toBeUndefined();
  });
});
