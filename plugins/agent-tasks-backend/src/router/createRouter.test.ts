import {
  agentTaskConditions,
  createAgentTaskConditionalDecision,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import {
  agentTaskReadPermission,
  agentTaskRetryPermission,
  AgentTaskDetail,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import request from 'supertest';
import { assertContract } from '../__testUtils__/assertContract';
import { component, TEST_HOST } from '../__testUtils__/catalogEntities';
import { createTestBroker } from '../__testUtils__/TestBroker';

jest.setTimeout(60_000);

const alice = mockCredentials.user.header('user:default/alice');
const bob = mockCredentials.user.header('user:default/bob');
const valid = {
  template: 'migrate',
  entityRef: 'component:default/orders',
  parameters: { target: 'node-24' },
};
const unknownId = '00000000-0000-4000-8000-000000000000';

describe('createRouter', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({ knex });
  });

  beforeEach(async () => {
    for (const name of Object.keys(broker.decisions)) {
      delete broker.decisions[name];
    }
    await knex('agent_tasks').delete();
    await knex('audit_events').delete();
    await knex('outbox').delete();
  });

  // checks every answer against the contract
  const ask = async (
    method: 'get' | 'post',
    path: string,
    options: { body?: object; user?: string } = {},
  ) => {
    const { body, user = alice } = options;
    const response = await request(broker.app)
      [method](path)
      .set('authorization', user)
      .send(body);
    const { status, body: answer } = response;
    assertContract({ method, path, status, body: answer });
    return response;
  };
  const post = (path: string, body: object, user = alice) =>
    ask('post', path, { body, user });
  const get = (path: string, user = alice) => ask('get', path, { user });
  const submit = async (change: object = {}): Promise<AgentTaskDetail> =>
    (await post('/v1/tasks', { ...valid, ...change })).body;
  const codes = (response: request.Response) =>
    response.body.reasons?.map(({ code }: { code: string }) => code);

  describe('answers', () => {
    it('a submission with the whole task', async () => {
      const response = await post('/v1/tasks', {
        ...valid,
        ticket: 'OPS-1',
        source: 'portal',
      });
      expect(response.status).toBe(201);
      expect(response.body).toMatchObject({
        title: 'Migrate to node-24',
        phase: 'queued',
        launchState: 'queued',
        entityRef: 'component:default/orders',
        owner: 'group:default/team-a',
        tier: '2',
        migrationTarget: 'node-24',
        ticket: 'OPS-1',
        requestedBy: 'user:default/alice',
        source: 'portal',
        attemptCount: 0,
        attempts: [],
        repository: {
          host: TEST_HOST,
          owner: 'acme',
          name: 'orders',
          url: `https://${TEST_HOST}/acme/orders`,
        },
        template: {
          ref: 'agenttasktemplate:default/migrate',
          version: '1.0.0',
          digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        },
        parameters: { target: 'node-24', depth: 1 },
        decision: { result: 'allow', reasons: [] },
        actions: { withdraw: { allowed: true } },
      });
      expect(response.body.prompt).toMatch(/^# Migrate to ⟦node-24⟧\n\n/);
      expect(response.body.prompt).toContain(
        'Migrate ⟦orders⟧ of ⟦group:default/team-a⟧ (tier ⟦2⟧) to ⟦node-24⟧, depth ⟦1⟧.',
      );
      expect(
        response.body.timeline.map(({ kind }: { kind: string }) => kind),
      ).toEqual(['requested', 'decided']);
      expect(await knex('outbox')).toHaveLength(1);
      expect(await knex('audit_events')).toMatchObject([
        {
          action: 'task.submit',
          actor: 'user:default/alice',
          result: 'allowed',
          task_id: response.body.id,
          repository: `${TEST_HOST}/acme/orders`,
          ticket: 'OPS-1',
        },
      ]);
      expect(broker.onQueued).toHaveBeenCalled();
    });

    it('a later time as scheduled', async () => {
      const task = await submit({ notBefore: '2100-01-01T00:00:00Z' });
      expect(task).toMatchObject({
        phase: 'scheduled',
        notBefore: '2100-01-01T00:00:00.000Z',
        nextStep: { sentence: 'Starts at the time that was asked for.' },
      });
    });

    it('a repository that the request names itself', async () => {
      const task = await submit({
        entityRef: undefined,
        template: 'migrate',
        repoUrl: `${TEST_HOST}?owner=acme&repo=billing`,
      });
      // the template needs an entity
      expect(task).toMatchObject({
        error: { name: 'UnprocessableError' },
        reasons: [
          { code: 'variable-without-value' },
          { code: 'variable-without-value' },
          { code: 'variable-without-value' },
        ],
      });
    });

    it('a dry run without storing anything', async () => {
      const versions = await knex('template_versions').count();
      await knex('agent_tasks').delete();
      await knex('template_versions').delete();
      const allowed = await post('/v1/tasks', { ...valid, dryRun: true });
      expect(allowed.status).toBe(200);
      expect(allowed.body).toMatchObject({
        dryRun: true,
        title: 'Migrate to node-24',
        identity: 'bot',
        decision: { result: 'allow' },
      });
      const refused = await post('/v1/tasks', {
        ...valid,
        entityRef: 'component:default/secrets',
        parameters: { depth: 'deep' },
        dryRun: true,
      });
      expect(refused.status).toBe(200);
      expect(
        refused.body.decision.reasons.map(
          ({ code, field }: { code: string; field: string }) => [code, field],
        ),
      ).toEqual([
        ['repository-denied', 'repoUrl'],
        ['parameter-missing', 'target'],
        ['parameter-invalid', 'depth'],
      ]);
      for (const table of [
        'agent_tasks',
        'audit_events',
        'outbox',
        'task_timeline',
        'template_versions',
      ]) {
        expect(await knex(table)).toEqual([]);
      }
      expect(versions).toBeDefined();
    });

    it('a repeated key with the earlier task, another body with 409', async () => {
      const first = await post('/v1/tasks', { ...valid, idempotencyKey: 'k' });
      const second = await post('/v1/tasks', {
        parameters: { target: 'node-24' },
        entityRef: valid.entityRef,
        template: valid.template,
        idempotencyKey: 'k',
        source: 'scaffolder',
      });
      const reused = await post('/v1/tasks', {
        ...valid,
        ticket: 'OPS-2',
        idempotencyKey: 'k',
      });
      const others = await post(
        '/v1/tasks',
        { ...valid, idempotencyKey: 'k' },
        bob,
      );
      expect([
        first.status,
        second.status,
        reused.status,
        others.status,
      ]).toEqual([201, 200, 409, 201]);
      expect(second.body.id).toBe(first.body.id);
      expect(others.body.id).not.toBe(first.body.id);
      expect(codes(reused)).toEqual(['idempotency-key-reused']);
    });

    it('withdraw once, and then 409 with the reason', async () => {
      const { id } = await submit();
      const first = await post(`/v1/tasks/${id}/withdraw`, { reason: 'typo' });
      expect(first.status).toBe(200);
      expect(first.body).toMatchObject({ phase: 'withdrawn' });
      const second = await post(`/v1/tasks/${id}/withdraw`, {});
      expect(second.status).toBe(409);
      expect(second.body.reasons[0]).toEqual({
        code: 'withdraw-not-possible',
        message: 'The task was withdrawn already.',
      });
      expect(
        await knex('audit_events').orderBy('id').select('action', 'result'),
      ).toEqual([
        { action: 'task.submit', result: 'allowed' },
        { action: 'task.withdraw', result: 'allowed' },
        { action: 'task.withdraw', result: 'refused' },
      ]);
    });

    it('retry of a failed task, and policy again before it', async () => {
      const { id } = await submit();
      const early = await post(`/v1/tasks/${id}/retry`, {});
      expect([early.status, codes(early)]).toEqual([
        409,
        ['retry-not-possible'],
      ]);
      await knex('agent_tasks').where({ id }).update({
        launch_state: 'launched',
        agent_state: 'failed',
        phase: 'failed',
        attempt_number: 1,
        github_task_id: 'g1',
        github_task_url: 'https://x',
        failure_class: 'agent-error',
      });
      const failed = await get(`/v1/tasks/${id}`);
      expect(failed.body).toMatchObject({
        failure: { class: 'agent-error', retryHelps: true },
        nextStep: { action: 'retry' },
        actions: { retry: { allowed: true } },
      });
      const retried = await post(`/v1/tasks/${id}/retry`, { reason: 'again' });
      expect(retried.status).toBe(200);
      expect(retried.body).toMatchObject({
        phase: 'queued',
        timeline: expect.arrayContaining([
          expect.objectContaining({
            kind: 'retried',
            data: { attempt: 2, reason: 'again' },
          }),
        ]),
      });
      expect(retried.body).not.toHaveProperty('githubTask');
      expect(retried.body).not.toHaveProperty('failure');

      await knex('agent_tasks').where({ id }).update({
        launch_state: 'launch_failed',
        phase: 'failed',
        repository_name: 'secret-plans',
      });
      const refused = await post(`/v1/tasks/${id}/retry`, {});
      expect([refused.status, codes(refused)]).toEqual([
        403,
        ['repository-denied'],
      ]);
      // early, for its state; now, for what policy says
      expect(
        await knex('audit_events')
          .where({ result: 'refused' })
          .orderBy('id')
          .select('action', 'task_id', 'repository'),
      ).toEqual([
        {
          action: 'task.retry',
          task_id: id,
          repository: `${TEST_HOST}/acme/orders`,
        },
        {
          action: 'task.retry',
          task_id: id,
          repository: `${TEST_HOST}/acme/secret-plans`,
        },
      ]);
    });

    it('templates with what an entity prefills', async () => {
      const response = await get(
        '/v1/templates?entityRef=component:default/orders',
      );
      expect(response.status).toBe(200);
      expect(response.body.items).toEqual([
        expect.objectContaining({
          ref: 'agenttasktemplate:default/migrate',
          title: 'Migrate a library',
          owner: 'group:default/platform',
          fits: true,
          ticketRequired: false,
          parameters: {
            type: 'object',
            required: ['target'],
            properties: {
              target: { type: 'string', title: 'Target' },
              depth: { type: 'integer', default: 1 },
            },
          },
          uiSchema: { target: { 'ui:autofocus': true } },
          prefill: [
            {
              parameter: 'target',
              value: 'node-24',
              source: 'migration target of the component',
            },
          ],
          history: { settled: 0, succeeded: 0 },
        }),
      ]);
      const unknown = await get('/v1/templates?entityRef=component:default/no');
      expect([unknown.status, codes(unknown)]).toEqual([
        404,
        ['entity-not-found'],
      ]);
    });

    it('versions of a template with their uses', async () => {
      const task = await submit();
      const response = await get('/v1/templates/default/migrate/versions');
      expect(response.body.items).toEqual([
        expect.objectContaining({
          version: '1.0.0',
          digest: task.template?.digest,
          current: true,
          uses: 1,
        }),
      ]);
      expect((await get('/v1/templates/default/no/versions')).status).toBe(404);
    });

    it('identities without secrets', async () => {
      const response = await get('/v1/identities');
      expect(response.status).toBe(200);
      expect(response.body.items[0]).toMatchObject({
        id: 'bot',
        status: 'unused',
      });
      expect(response.text).not.toContain('ghp_test');
    });
  });

  describe('lists', () => {
    it('filters, searches and counts', async () => {
      await submit({ ticket: 'OPS-7' });
      await submit({ entityRef: 'component:default/billing' });
      const total = async (query: string) =>
        (await get(`/v1/tasks?${query}`)).body.totalItems;
      expect(await total('')).toBe(2);
      expect(await total('entityRef=component:default/orders')).toBe(1);
      expect(
        await total(
          'entityRef=component:default/orders&entityRef=component:default/billing',
        ),
      ).toBe(2);
      expect(await total('owner=group:default/team-a')).toBe(2);
      expect(await total('owner=group:default/team-b')).toBe(0);
      expect(await total('repository=ACME/Orders')).toBe(1);
      expect(await total(`repository=${TEST_HOST}/acme/orders`)).toBe(1);
      expect(await total('repository=other.com/acme/orders')).toBe(0);
      expect(await total('template=migrate')).toBe(2);
      expect(await total('phase=queued&launchState=queued')).toBe(2);
      expect(await total('phase=failed')).toBe(0);
      expect(await total('phaseWithinDays=1')).toBe(2);
      await knex('agent_tasks')
        .where('entity_ref', 'component:default/billing')
        .update({ phase_since: knex.raw("now() - interval '30 hours'") });
      expect(await total('phaseWithinDays=1')).toBe(1);
      expect(await total('phaseWithinDays=2')).toBe(2);
      expect(await total('agentState=failed')).toBe(0);
      expect(await total('tier=2')).toBe(2);
      expect(await total('text=order migr')).toBe(1);
      expect(await total('text=ops-7')).toBe(1);
      expect(await total(`text=${encodeURIComponent("x' & | ! : (")}`)).toBe(0);
      expect(await total('entityRef=%00')).toBe(0);
    });

    it('says what there is by facet', async () => {
      await submit();
      await submit({ entityRef: 'component:default/billing' });
      const migrate = {
        value: 'agenttasktemplate:default/migrate',
        label: 'Migrate a library',
      };
      const owner = { value: 'group:default/team-a' };
      const figures = {
        running: 0,
        needsAttention: 0,
        inReview: 0,
        mergedIn7Days: 0,
        doneIn30Days: 0,
        failedIn30Days: 0,
      };
      const all = await get('/v1/tasks/facets');
      expect(all.body).toEqual({
        facets: {
          phase: [{ value: 'queued', count: 2 }],
          template: [{ ...migrate, count: 2 }],
          owner: [{ ...owner, count: 2 }],
          tier: [{ value: '2', count: 2 }],
        },
        figures,
      });

      await knex('agent_tasks')
        .where('entity_ref', 'component:default/billing')
        .update({ phase: 'done', tier: null, credits_nano: '1250000000' });
      const narrowed = await get('/v1/tasks/facets?phase=done&tier=2');
      expect(narrowed.body).toEqual({
        facets: {
          // without its own filter, with the other's
          phase: [{ value: 'queued', count: 1 }],
          template: [],
          owner: [],
          tier: [],
        },
        figures,
      });
      const done = await get('/v1/tasks/facets?phase=done&text=billing');
      expect(done.body).toEqual({
        facets: {
          phase: [{ value: 'done', count: 1 }],
          template: [{ ...migrate, count: 1 }],
          owner: [{ ...owner, count: 1 }],
          tier: [],
        },
        figures: {
          ...figures,
          mergedIn7Days: 1,
          doneIn30Days: 1,
          creditsIn30Days: 1.3,
        },
      });
    });
  });

  describe('refusals', () => {
    it.each<[string, object, number, string[]]>([
      ['nothing', {}, 400, ['template-required', 'target-required']],
      [
        'template and prompt',
        { ...valid, prompt: 'x' },
        400,
        ['template-and-prompt'],
      ],
      [
        'unknown and wrong fields',
        { ...valid, ticket: 3, tiket: 'x', notBefore: 'soon' },
        400,
        ['field-unknown', 'field-invalid', 'field-invalid'],
      ],
      [
        'hidden characters',
        { ...valid, ticket: 'OPS\u202E1' },
        400,
        ['hidden-characters'],
      ],
      [
        'an unknown template',
        { ...valid, template: 'nope' },
        404,
        ['template-not-found'],
      ],
      [
        'an entity that is no template',
        { ...valid, template: 'component:default/orders' },
        404,
        ['template-not-found'],
      ],
      [
        'an unknown entity',
        { ...valid, entityRef: 'component:default/nope' },
        404,
        [
          'entity-not-found',
          'variable-without-value',
          'variable-without-value',
          'variable-without-value',
        ],
      ],
      [
        'an entity reference that is none',
        { ...valid, entityRef: ':::/' },
        404,
        [
          'entity-not-found',
          'variable-without-value',
          'variable-without-value',
          'variable-without-value',
        ],
      ],
      [
        'a repository outside the list',
        { ...valid, entityRef: 'component:default/secrets' },
        403,
        ['repository-denied'],
      ],
      [
        'no identity',
        { ...valid, repoUrl: `https://${TEST_HOST}/other/orders` },
        403,
        ['no-identity'],
      ],
      [
        'a host that is not configured',
        { ...valid, repoUrl: 'https://evil.example/acme/orders' },
        422,
        ['repository-invalid'],
      ],
      [
        'a free prompt',
        { prompt: 'Do it', entityRef: valid.entityRef },
        403,
        ['free-prompt-not-allowed'],
      ],
      [
        'missing, wrong and unknown parameters',
        { ...valid, parameters: { depth: 'x', other: 1 } },
        422,
        ['parameter-missing', 'parameter-unknown', 'parameter-invalid'],
      ],
      [
        'a prompt that is too long',
        { ...valid, parameters: { target: 'x'.repeat(40_000) } },
        422,
        ['prompt-too-long'],
      ],
    ])('%s', async (_, body, status, reasons) => {
      const response = await post('/v1/tasks', body);
      expect([response.status, codes(response)]).toEqual([status, reasons]);
      expect(response.body.error.name).toMatch(/Error$/);
      expect(await knex('agent_tasks')).toEqual([]);
      const audited = await knex('audit_events');
      // a request that is wrong in itself was never decided about
      expect(audited.map(({ details }) => details)).toMatchObject(
        status === 400
          ? []
          : [{ decision: { reasons: reasons.map(code => ({ code })) } }],
      );
    });

    it.each<['get' | 'post', string, number, string[]]>([
      ['get', '/v1/tasks?limit=0', 400, ['field-invalid']],
      [
        'get',
        '/v1/tasks?limit=x&phase=nope',
        400,
        ['field-invalid', 'field-invalid'],
      ],
      ['get', '/v1/tasks?nope=1', 400, ['request-invalid']],
      ['get', '/v1/tasks?cursor=nope', 400, ['cursor-invalid']],
      ['get', '/v1/tasks/facets?phase=nope', 400, ['field-invalid']],
      ['get', '/v1/tasks/nope', 400, ['field-invalid']],
      ['get', `/v1/tasks/${unknownId}`, 404, ['task-not-found']],
      ['post', `/v1/tasks/${unknownId}/retry`, 404, ['task-not-found']],
      ['post', `/v1/tasks/${unknownId}/withdraw`, 404, ['task-not-found']],
    ])('%s %s is %i', async (method, path, status, reasons) => {
      const response = await ask(method, path);
      expect([response.status, codes(response)]).toEqual([status, reasons]);
    });

    it('a broken body and an unknown path, in the same shape', async () => {
      // not of the contract, so asked without its check
      const broken = await request(broker.app)
        .post('/v1/tasks')
        .set('content-type', 'application/json')
        .send('{"a":');
      expect([broken.status, codes(broken)]).toEqual([
        400,
        ['request-invalid'],
      ]);
      const nowhere = await request(broker.app).get('/v1/nowhere');
      expect([nowhere.status, codes(nowhere)]).toEqual([404, ['error']]);
    });

    it('a catalog that is down, and decides nothing', async () => {
      const failing = jest
        .spyOn(broker.catalog, 'getEntityByRef')
        .mockRejectedValue(new Error('connect ECONNREFUSED'));
      const response = await request(broker.app).post('/v1/tasks').send(valid);
      failing.mockRestore();
      expect(response.status).toBe(503);
      expect(response.body.reasons[0].message).toMatch(/nothing was stored/);
      expect(await knex('audit_events')).toEqual([]);
    });

    it('T12: tells nobody what failed inside', async () => {
      const failing = jest
        .spyOn(broker.service, 'submit')
        .mockRejectedValueOnce(new Error('password=hunter2'));
      const response = await request(broker.app).post('/v1/tasks').send(valid);
      failing.mockRestore();
      expect(response.status).toBe(500);
      expect(response.text).not.toContain('hunter2');
      expect(broker.logger.error).toHaveBeenCalled();
    });

    it('with a row on the audit trail, also where nothing was decided', async () => {
      const { id } = await submit();
      await post(`/v1/tasks/${id}/retry`, {});
      await post(`/v1/tasks/${unknownId}/withdraw`, {});
      broker.decisions['agentTasks.task.create'] = {
        result: AuthorizeResult.DENY,
      };
      await post('/v1/tasks', valid, bob);
      expect(
        await knex('audit_events')
          .where({ result: 'refused' })
          .orderBy('id')
          .select('action', 'actor', 'task_id', 'details'),
      ).toMatchObject([
        {
          action: 'task.retry',
          task_id: id,
          details: { reasons: [{ code: 'retry-not-possible' }] },
        },
        {
          action: 'task.withdraw',
          task_id: unknownId,
          details: { reasons: [{ code: 'task-not-found' }] },
        },
        {
          action: 'task.submit',
          actor: 'user:default/bob',
          details: { reasons: [{ code: 'permission-missing' }] },
        },
      ]);
    });
  });

  describe('permissions', () => {
    const deny = { result: AuthorizeResult.DENY } as const;

    it.each<['get' | 'post', string, string]>([
      ['post', '/v1/tasks', 'agentTasks.task.create'],
      ['get', '/v1/tasks', 'agentTasks.task.read'],
      ['get', '/v1/tasks/facets', 'agentTasks.task.read'],
      ['get', `/v1/tasks/${unknownId}`, 'agentTasks.task.read'],
      ['post', `/v1/tasks/${unknownId}/retry`, 'agentTasks.task.retry'],
      ['post', `/v1/tasks/${unknownId}/withdraw`, 'agentTasks.task.withdraw'],
      ['get', '/v1/templates', 'agentTasks.template.read'],
      [
        'get',
        '/v1/templates/default/migrate/versions',
        'agentTasks.template.read',
      ],
      [
        'get',
        '/v1/templates/default/migrate/drift',
        'agentTasks.template.read',
      ],
      ['get', '/v1/templates/default/migrate/drift', 'agentTasks.task.read'],
      ['get', '/v1/identities', 'agentTasks.identity.read'],
    ])('%s %s needs %s', async (method, path, permission) => {
      broker.decisions[permission] = deny;
      const response = await ask(method, path, {
        ...(method === 'post' && path === '/v1/tasks' && { body: valid }),
      });
      expect([response.status, codes(response)]).toEqual([
        403,
        ['permission-missing'],
      ]);
    });

    it('shows and counts what a condition allows, and nothing else', async () => {
      const mine = await submit();
      const theirs = (await post('/v1/tasks', valid, bob)).body;
      broker.decisions['agentTasks.task.read'] =
        createAgentTaskConditionalDecision(agentTaskReadPermission, {
          anyOf: [
            agentTaskConditions.isRequester({
              userRefs: ['user:default/alice'],
            }),
            agentTaskConditions.isEntityOwner({
              claims: ['group:default/team-x'],
            }),
          ],
        });
      const list = await get('/v1/tasks');
      expect(list.body.items.map(({ id }: { id: string }) => id)).toEqual([
        mine.id,
      ]);
      expect(list.body.totalItems).toBe(1);
      const facets = await get('/v1/tasks/facets');
      expect(facets.body.facets.phase).toEqual([{ value: 'queued', count: 1 }]);
      expect((await get(`/v1/tasks/${mine.id}`)).status).toBe(200);
      for (const response of [
        await get(`/v1/tasks/${theirs.id}`),
        await post(`/v1/tasks/${theirs.id}/withdraw`, {}),
      ]) {
        expect([response.status, codes(response)]).toEqual([
          404,
          ['task-not-found'],
        ]);
      }
    });

    it('counts a task without owner as not owned by a team', async () => {
      const { id } = await submit();
      await knex('agent_tasks').where({ id }).update({ owner_ref: null });
      broker.decisions['agentTasks.task.read'] =
        createAgentTaskConditionalDecision(agentTaskReadPermission, {
          not: agentTaskConditions.isEntityOwner({
            claims: ['group:default/team-a'],
          }),
        });
      expect((await get('/v1/tasks')).body.totalItems).toBe(1);
    });

    it('says in the actions what the caller may not do', async () => {
      const { id } = await submit();
      await knex('agent_tasks').where({ id }).update({
        launch_state: 'launch_failed',
        phase: 'failed',
      });
      broker.decisions['agentTasks.task.retry'] =
        createAgentTaskConditionalDecision(
          agentTaskRetryPermission,
          agentTaskConditions.isEntityOwner({ claims: ['group:default/b'] }),
        );
      expect((await get(`/v1/tasks/${id}`)).body.actions.retry).toEqual({
        allowed: false,
        reason: 'You may not retry this task.',
      });
      const response = await post(`/v1/tasks/${id}/retry`, {});
      expect([response.status, codes(response)]).toEqual([
        403,
        ['permission-missing'],
      ]);
    });

    it('is asked again about what the permission backend wants to know', async () => {
      const { id } = await submit();
      expect(
        await broker.service.getResources([id, unknownId, 'no-id']),
      ).toEqual([
        {
          id,
          requestedBy: 'user:default/alice',
          owner: 'group:default/team-a',
          tier: '2',
          template: 'agenttasktemplate:default/migrate',
        },
        undefined,
        undefined,
      ]);
    });

    it('T2: reads entities with the eyes of the caller', async () => {
      const read = jest.spyOn(broker.catalog, 'getEntityByRef');
      await submit();
      expect(read).toHaveBeenCalledWith('component:default/orders', {
        credentials: expect.objectContaining({
          principal: expect.objectContaining({
            userEntityRef: 'user:default/alice',
          }),
        }),
      });
      read.mockRestore();
    });
  });

  it('puts every mutation on the audit log of the platform', async () => {
    const createEvent = broker.auditor.createEvent as jest.Mock;
    createEvent.mockClear();
    const { id } = await submit();
    await post(`/v1/tasks/${id}/withdraw`, {});
    await post(`/v1/tasks/${id}/retry`, {});
    const events = await Promise.all(
      createEvent.mock.results.map(result => result.value),
    );
    expect(
      createEvent.mock.calls.map(([{ eventId }], index) => [
        eventId,
        events[index].success.mock.calls.length,
        events[index].fail.mock.calls.length,
      ]),
    ).toEqual([
      ['task-submit', 1, 0],
      ['task-withdraw', 1, 0],
      ['task-retry', 0, 1],
    ]);
  });

  it('has an entity without repository refused, or given one', async () => {
    const bare = component('bare');
    delete bare.metadata.annotations;
    jest
      .spyOn(broker.catalog, 'getEntityByRef')
      .mockImplementation(async ref =>
        String(ref).startsWith('component:') ? bare : undefined,
      );
    const response = await post('/v1/tasks', {
      ...valid,
      entityRef: 'component:default/bare',
    });
    jest.restoreAllMocks();
    expect([response.status, codes(response)]).toEqual([
      404,
      ['template-not-found', 'entity-without-repository'],
    ]);
  });
});
