import type {
  AgentTaskDetail,
  AgentTaskTemplateVersion,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import createKnex, { Knex } from 'knex';
import request from 'supertest';
import { assertContract } from '../__testUtils__/assertContract';
import { component, migrateTemplate } from '../__testUtils__/catalogEntities';
import { createTestBroker } from '../__testUtils__/TestBroker';
import { RevocationKeeper } from '../templates/RevocationKeeper';
import { withdrawRevoked } from '../templates/withdrawRevoked';

jest.setTimeout(120_000);

const alice = mockCredentials.user.header('user:default/alice');
const bob = mockCredentials.user.header('user:default/bob');
const versionsPath = '/v1/templates/default/migrate/versions';
const because = { reason: 'Its tests are green.' };

function houseRules(spec: object = {}): Entity {
  return {
    apiVersion: 'agent-tasks/v1alpha1',
    kind: 'AgentTaskTemplate',
    metadata: {
      name: 'house-rules',
      namespace: 'default',
      title: 'House rules',
    },
    spec: {
      type: 'include',
      version: '1.0.0',
      owner: 'group:default/platform',
      prompt: 'Work for ${{ owner }} only.',
      ...spec,
    },
  } as Entity;
}

const writtenBy = (entity: Entity, author: string): Entity => ({
  ...entity,
  metadata: {
    ...entity.metadata,
    annotations: { 'agent-tasks/changed-by': author },
  },
});

describe('the life of templates', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
  });

  beforeEach(async () => {
    if (await knex.schema.hasTable('agent_tasks')) {
      await knex('task_includes').delete();
      await knex('agent_tasks').delete();
      await knex('template_versions').delete();
      await knex('audit_events').delete();
    }
  });

  const components = [
    component('orders'),
    component('sandbox', { 'github.com/project-slug': 'acme/sandbox' }),
  ];

  const start = async (
    entities: Entity[],
    templates: object = {},
    connection = knex,
  ) => {
    const broker = await createTestBroker({
      knex: connection,
      entities: [...components, ...entities],
      agentTasks: { templates: { ...templates } },
    });
    const ask = async (
      method: 'get' | 'post',
      path: string,
      options: { body?: object; user?: string } = {},
    ) => {
      const response = await request(broker.app)
        [method](path)
        .set('authorization', options.user ?? alice)
        .send(options.body);
      const { status, body } = response;
      assertContract({ method, path, status, body });
      return response;
    };
    return {
      ...broker,
      ask,
      versions: async (user = alice): Promise<AgentTaskTemplateVersion[]> =>
        (await ask('get', versionsPath, { user })).body.items,
      move: (
        version: { digest: string },
        verb: string,
        user = alice,
        body: object = because,
      ) =>
        ask('post', `${versionsPath}/${version.digest}/${verb}`, {
          body,
          user,
        }),
      submit: async (change: object = {}) =>
        ask('post', '/v1/tasks', {
          body: {
            template: 'migrate',
            entityRef: 'component:default/orders',
            parameters: { target: 'node-24' },
            ...change,
          },
        }),
    };
  };
  const codes = (response: request.Response) =>
    (response.body.reasons ?? response.body.decision?.reasons)?.map(
      ({ code }: { code: string }) => code,
    );

  it('takes what the catalog has for approved unless approval is required', async () => {
    const { submit, versions } = await start([migrateTemplate()]);
    expect((await submit()).status).toBe(201);
    const [version] = await versions();
    expect(version).toMatchObject({
      status: 'approved',
      history: [],
      actions: {
        promote: {
          allowed: false,
          reason: expect.stringContaining('approved'),
        },
        deprecate: { allowed: true },
        revoke: { allowed: true },
      },
    });
  });

  it('launches a draft once somebody else than its author has approved it', async () => {
    const { ask, submit, versions, move } = await start(
      [writtenBy(migrateTemplate(), 'alice')],
      {
        approval: 'required',
        fourEyes: true,
        sandboxRepositories: ['acme/sandbox'],
      },
    );
    const refused = await submit();
    expect([refused.status, codes(refused)]).toEqual([
      403,
      ['template-not-approved'],
    ]);
    const preview = await submit({ dryRun: true });
    expect(preview.body).toMatchObject({
      decision: { result: 'deny' },
      prompt: expect.stringContaining('node-24'),
      expectedCredits: { tasks: 0 },
    });
    const inSandbox = await submit({ entityRef: 'component:default/sandbox' });
    expect(inSandbox.status).toBe(201);

    const [draft] = await versions();
    expect(draft).toMatchObject({
      status: 'draft',
      author: 'user:default/alice',
      actions: {
        promote: {
          allowed: false,
          reason: expect.stringContaining('You changed'),
        },
      },
    });
    const own = await move(draft, 'promote');
    expect([own.status, codes(own)]).toEqual([403, ['approver-is-author']]);
    const promoted = await move(draft, 'promote', bob);
    expect(promoted.body).toMatchObject({
      status: 'approved',
      history: [
        {
          actor: 'user:default/bob',
          from: 'draft',
          to: 'approved',
          reason: because.reason,
        },
      ],
    });
    expect((await submit()).status).toBe(201);
    const again = await move(draft, 'promote', bob);
    expect([again.status, codes(again)]).toEqual([409, ['template-status']]);
    expect((await ask('get', '/v1/templates')).body.items).toMatchObject([
      { type: 'template', status: 'approved', uses: 2 },
    ]);
    expect(
      await knex('audit_events')
        .where('action', 'like', 'template.%')
        .orderBy('id'),
    ).toMatchObject([
      {
        action: 'template.promote',
        result: 'refused',
        actor: 'user:default/alice',
      },
      {
        action: 'template.promote',
        result: 'allowed',
        actor: 'user:default/bob',
        template_digest: draft.digest,
        details: { reason: because.reason },
      },
      { action: 'template.promote', result: 'refused' },
    ]);
  });

  it('refuses a content that changed without its number', async () => {
    const before = await start([migrateTemplate()]);
    expect((await before.submit()).status).toBe(201);
    const { ask, submit, versions } = await start([
      migrateTemplate({
        prompt: 'Migrate to ${{ parameters.target }} at once.',
      }),
    ]);
    expect(codes(await submit({ dryRun: true }))).toEqual([
      'template-version-not-moved',
    ]);
    const refused = await submit();
    expect([refused.status, codes(refused)]).toEqual([
      422,
      ['template-version-not-moved'],
    ]);
    const [changed, first] = await versions();
    expect(changed).toMatchObject({
      current: true,
      sameVersionAs: first.digest,
    });
    expect((await ask('get', '/v1/templates')).body.items).toMatchObject([
      { sameVersionAs: first.digest },
    ]);
    const moved = await start([
      migrateTemplate({
        prompt: 'Migrate to ${{ parameters.target }} at once.',
        version: '1.0.1',
      }),
    ]);
    expect((await moved.submit()).status).toBe(201);
  });

  it('begins prompts with includes, and names their digests', async () => {
    const { ask, submit } = await start([
      migrateTemplate({ includes: ['house-rules'] }),
      houseRules(),
    ]);
    const preview = (await submit({ dryRun: true })).body;
    const task: AgentTaskDetail = (await submit()).body;
    expect(
      task.prompt.indexOf('Work for ⟦group:default/team-a⟧ only.'),
    ).toBeLessThan(task.prompt.indexOf('Migrate ⟦orders⟧'));
    expect(task.prompt).toContain('Work for ⟦group:default/team-a⟧ only.');
    expect(task.includes).toEqual([
      {
        ref: 'agenttasktemplate:default/house-rules',
        title: 'House rules',
        version: '1.0.0',
        digest: expect.stringMatching(/^sha256:/),
      },
    ]);
    expect(preview.includes).toEqual(task.includes);
    expect(codes(await submit({ template: 'house-rules' }))).toContain(
      'template-is-include',
    );
    expect((await ask('get', '/v1/templates')).body.items).toHaveLength(1);
    const all = await ask('get', '/v1/templates?type=template&type=include');
    expect(all.body.items).toHaveLength(2);
    const listed = await ask(
      'get',
      `/v1/tasks?templateDigest=${task.includes?.[0].digest}`,
    );
    expect(listed.body.items).toMatchObject([{ id: task.id }]);
  });

  it.each<[string, Entity[]]>([
    ['is not there', []],
    ['is no include', [houseRules({ type: undefined })]],
  ])('refuses a template whose include %s', async (_, includes) => {
    const { submit } = await start([
      migrateTemplate({ includes: ['house-rules'] }),
      ...includes,
    ]);
    const refused = await submit();
    expect([refused.status, codes(refused)]).toEqual([
      422,
      ['include-not-found'],
    ]);
  });

  describe('revocation', () => {
    const inPhase = async (
      broker: Awaited<ReturnType<typeof start>>,
      phase: string,
    ) => {
      const { id } = (await broker.submit()).body;
      await knex('agent_tasks')
        .where({ id })
        .update({ phase: phase as never, launch_state: 'launched' });
      return id;
    };

    it('withdraws what is queued, counts what was sent, and is final', async () => {
      const broker = await start([migrateTemplate()]);
      const queued: AgentTaskDetail = (await broker.submit()).body;
      const scheduled: AgentTaskDetail = (
        await broker.submit({ notBefore: '2100-01-01T00:00:00Z' })
      ).body;
      for (const phase of ['running', 'in-review', 'done', 'done', 'failed']) {
        await inPhase(broker, phase);
      }
      const [version] = await broker.versions();
      const nothing = await broker.move(version, 'revoke', alice, {
        reason: '',
      });
      expect(nothing.status).toBe(400);
      const revoked = await broker.move(version, 'revoke', bob, {
        reason: 'It deletes tests.',
      });
      expect(revoked.body).toMatchObject({
        version: { status: 'revoked', digest: version.digest },
        withdrawn: 2,
        beyondReach: { running: 1, open: 1, merged: 2 },
      });
      const { body: withdrawn } = await broker.ask(
        'get',
        `/v1/tasks/${queued.id}`,
      );
      expect(withdrawn).toMatchObject({ phase: 'withdrawn' });
      expect(withdrawn.timeline.at(-1)).toMatchObject({
        kind: 'withdrawn',
        actor: 'user:default/bob',
        data: {
          reason:
            'Version 1.0.0 of its template was revoked: It deletes tests.',
        },
      });
      expect(
        await knex('audit_events')
          .where({ action: 'task.withdraw', task_id: scheduled.id })
          .select('actor', 'template_digest'),
      ).toEqual([
        { actor: 'user:default/bob', template_digest: version.digest },
      ]);
      const drift = await broker.ask(
        'get',
        '/v1/templates/default/migrate/drift',
      );
      expect(drift.body).toEqual({
        current: 0,
        staleRunning: 1,
        staleOpen: 1,
        staleMerged: 2,
      });
      const stale = await broker.ask(
        'get',
        '/v1/tasks?drift=stale-merged&drift=stale-open',
      );
      expect(stale.body.totalItems).toBe(3);
      expect(codes(await broker.submit())).toEqual(['template-revoked']);
      const back = await broker.move(version, 'promote');
      expect([back.status, codes(back)]).toEqual([409, ['template-status']]);
    });

    it('reaches what a revoked include stands in front of', async () => {
      const broker = await start([
        migrateTemplate({ includes: ['house-rules'] }),
        houseRules(),
      ]);
      const task: AgentTaskDetail = (await broker.submit()).body;
      const path = `/v1/templates/default/house-rules/versions/${task.includes?.[0].digest}/revoke`;
      const revoked = await broker.ask('post', path, { body: because });
      expect(revoked.body).toMatchObject({ withdrawn: 1 });
      expect(codes(await broker.submit())).toEqual(['template-revoked']);
    });

    it('is ended by another replica where one died in the middle', async () => {
      const broker = await start([migrateTemplate()]);
      const task: AgentTaskDetail = (await broker.submit()).body;
      const [version] = await broker.versions();
      // as the first write of a revocation leaves it
      await knex('template_versions').update({ status: 'revoked' });
      const { id } = (await knex('template_versions').first())!;
      await knex('template_status_changes').insert({
        version_id: id,
        actor: 'user:default/bob',
        from_status: 'approved',
        to_status: 'revoked',
        reason: 'It deletes tests.',
      });
      expect(version.status).toBe('approved');
      const onChanged = jest.fn();
      const keepers = [1, 2].map(() =>
        RevocationKeeper.create({
          knex,
          logger: mockServices.logger.mock(),
          onChanged,
        }),
      );
      await Promise.all(keepers.map(keeper => keeper.run()));
      expect(onChanged).toHaveBeenCalledTimes(1);
      expect(
        await knex('task_timeline').where({
          task_id: task.id,
          kind: 'withdrawn',
        }),
      ).toHaveLength(1);
    });

    it('is refused at the launch what was queued before', async () => {
      const broker = await start([migrateTemplate()]);
      const { id } = (await broker.submit()).body;
      await knex('template_versions').update({ status: 'revoked' });
      const task = (await knex('agent_tasks').where({ id }).first())!;
      const { decision } = await broker.reviewer.review(task, {
        credentials: mockCredentials.service(),
        stage: 'launch',
      });
      expect(decision.reasons.map(({ code }) => code)).toEqual([
        'template-revoked',
      ]);
    });
  });

  describe('with two connections', () => {
    let two: Knex;

    beforeAll(() => {
      two = createKnex({
        client: 'pg',
        connection: knex.client.config.connection,
        pool: { min: 0, max: 10 },
      });
    });
    afterAll(async () => {
      await two.destroy();
    });

    it('lets one of two moves win', async () => {
      const first = await start([migrateTemplate()], { approval: 'required' });
      const second = await start(
        [migrateTemplate()],
        { approval: 'required' },
        two,
      );
      const [version] = await first.versions();
      const answers = await Promise.all([
        first.move(version, 'promote'),
        second.move(version, 'promote', bob),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await knex('template_status_changes')).toHaveLength(1);
    });

    it('leaves nothing queued whatever a submission and a revocation do', async () => {
      for (let round = 0; round < 8; round++) {
        const template = migrateTemplate({ version: `2.0.${round}` });
        const first = await start([template]);
        const second = await start([template], {}, two);
        const [version] = await first.versions();
        const [, ...submissions] = await Promise.all([
          second.move(version, 'revoke'),
          first.submit(),
          first.submit(),
          first.submit(),
        ]);
        expect([201, 403, 409]).toEqual(
          expect.arrayContaining(submissions.map(({ status }) => status)),
        );
        expect(
          await knex('agent_tasks').where({ launch_state: 'queued' }),
        ).toEqual([]);
      }
      expect(await withdrawRevoked(knex)).toBe(0);
    });

    it('tells which of two contents had the number first', async () => {
      const contents = ['at once', 'today', 'slowly'].map(how =>
        migrateTemplate({ prompt: `Migrate \${{ owner }} ${how}.` }),
      );
      const brokers = await Promise.all(
        contents.map((content, index) =>
          start([content], {}, index % 2 ? two : knex),
        ),
      );
      await Promise.all(brokers.map(({ versions }) => versions()));
      const rows = await knex('template_versions').orderBy('first_seen_at');
      expect(rows.map(row => row.same_version_as)).toEqual([
        null,
        rows[0].digest,
        rows[0].digest,
      ]);
    });
  });

  it.each<[string, string]>([
    ['promote', 'agentTasks.template.approve'],
    ['deprecate', 'agentTasks.template.approve'],
    ['revoke', 'agentTasks.template.revoke'],
  ])('asks for the permission to %s', async (verb, permission) => {
    const { decisions, move, versions } = await start([migrateTemplate()]);
    decisions[permission] = { result: AuthorizeResult.DENY };
    const [version] = await versions();
    expect(version.actions[verb as keyof typeof version.actions]).toMatchObject(
      {
        allowed: false,
        reason: expect.stringContaining(permission),
      },
    );
    const refused = await move(version, verb);
    expect([refused.status, codes(refused)]).toEqual([
      403,
      ['permission-missing'],
    ]);
  });

  it('says how a deprecated version launches, and takes it back', async () => {
    const { move, submit, versions } = await start([migrateTemplate()]);
    const [version] = await versions();
    expect((await move(version, 'deprecate')).body.status).toBe('deprecated');
    expect((await submit()).status).toBe(201);
    expect((await move(version, 'promote')).body.status).toBe('approved');
    const unknown = await move(
      { digest: `sha256:${'0'.repeat(64)}` },
      'deprecate',
    );
    expect(unknown.status).toBe(404);
  });
});
