import type {
  Campaign,
  CampaignRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import {
  component,
  group,
  migrateTemplate,
} from '../__testUtils__/catalogEntities';
import { createTestBroker } from '../__testUtils__/TestBroker';
import { claimLooks } from '../database/operations/looks/claimLooks';
import { releaseLook } from '../database/operations/looks/releaseLook';
import type { TaskRow } from '../database/rows';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

const plan: CampaignRequest = {
  title: 'Node 24 everywhere',
  owner: 'group:default/team-a',
  template: 'migrate',
  parameters: { target: '${{ migrationTarget }}' },
  targets: { filter: [{ kind: 'component' }] },
};
const ADA = mockCredentials.user.header('user:default/ada');

describe('campaigns', () => {
  let knex: Knex;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;

  async function start(
    options: Omit<Parameters<typeof createTestBroker>[0], 'knex'> & {
      services?: number;
      more?: Entity[];
    } = {},
  ) {
    const { services = 6, more = [], ...rest } = options;
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({
      knex,
      entities: [
        migrateTemplate(),
        group('team-a'),
        ...Array.from({ length: services }, (_, index) =>
          component(`s${index}`, {
            'agent-tasks/tier': String(1 + (index % 3)),
          }),
        ),
        ...more,
      ],
      ...rest,
    });
  }

  const call = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
    request(broker.app)
      [method](`/v1/campaigns${path}`)
      .set('authorization', ADA);

  async function planned(change: Partial<CampaignRequest> = {}) {
    const { body, status } = await call('post', '').send({
      ...plan,
      ...change,
    });
    expect({ status, reasons: body.reasons }).toEqual({ status: 201 });
    await broker.campaigns.planner.settled();
    return await read(body.id);
  }

  async function started(change: Partial<CampaignRequest> = {}) {
    const { id } = await planned(change);
    await call('post', `/${id}/start`).send({}).expect(200);
    await look(id);
    return await read(id);
  }

  async function read(id: string): Promise<Campaign> {
    return (await call('get', `/${id}`).expect(200)).body;
  }

  async function targetsOf(id: string, query = '') {
    return (await call('get', `/${id}/targets${query}`).expect(200)).body;
  }

  /** What the keeper does once it is due. */
  async function look(id: string) {
    await knex('campaigns')
      .where({ id })
      .update({ due_look_at: new Date(0) });
    await broker.campaigns.keeper.run();
  }

  /** Outcomes of some tasks, as GitHub was read. */
  async function end(
    campaign: Campaign,
    outcomes: { [phase in TaskRow['phase']]?: number },
  ) {
    for (const [phase, count] of Object.entries(outcomes)) {
      const ids = await knex('agent_tasks')
        .where({ campaign_id: campaign.id, phase: 'queued' })
        .orderBy('seq')
        .limit(count)
        .pluck('id');
      expect(ids).toHaveLength(count);
      await knex('agent_tasks')
        .whereIn('id', ids)
        .update({
          phase: phase as TaskRow['phase'],
          phase_since: new Date(),
          launch_state: 'launched',
          settled_at: new Date(),
          attempt_number: 1,
          agent_state: phase === 'failed' ? 'failed' : 'completed',
          ...(phase === 'failed' && { failure_class: 'agent-error' }),
          ...(phase === 'done' && { pull_state: 'merged' }),
        });
    }
  }

  const story = async (id: string) =>
    ((await read(id)).timeline ?? []).map(({ kind, data }) =>
      data.wave === undefined ? kind : `${kind} ${data.wave}`,
    );

  describe('planning', () => {
    it('judges every target, and starts nothing', async () => {
      await start({
        more: [
          component('elsewhere', {
            'github.com/project-slug': 'acme/s0',
            'backstage.io/source-location':
              'url:https://ghe.acme.com/acme/s0/tree/main/',
          }),
          {
            ...component('nowhere'),
            metadata: { name: 'nowhere', namespace: 'default' },
          },
          component('aimless', { 'agent-tasks/migration-target': '' }),
        ],
      });
      const campaign = await planned({
        targets: {
          filter: [{ kind: 'component' }],
          entityRefs: ['component:default/gone'],
          excludeEntityRefs: ['component:default/s5'],
          csv: 'entityRef,target\ns1,node-26\n,node-26\n',
        },
        waves: [{ select: { count: 2 } }, { select: {} }],
      });
      expect(campaign).toMatchObject({
        state: 'planned',
        targets: 5,
        counts: { waiting: 5, excluded: 1, refused: 4 },
        waves: [
          { number: 1, state: 'waiting', targets: 2 },
          { number: 2, state: 'waiting', targets: 3 },
        ],
        template: { version: '1.0.0' },
        actions: { start: { allowed: true }, pause: { allowed: false } },
      });
      const { items, facets } = await targetsOf(campaign.id);
      expect(facets.owner).toEqual({
        '': 2,
        'group:default/team-a': 8,
      });
      const by = Object.fromEntries(
        items.map((item: { entityRefs: string[]; row?: number }) => [
          item.entityRefs[0] ?? `row ${item.row}`,
          item,
        ]),
      );
      expect(by['component:default/elsewhere']).toMatchObject({
        entityRefs: ['component:default/elsewhere', 'component:default/s0'],
        parameters: { target: 'node-24' },
      });
      expect(by['component:default/s1'].parameters).toEqual({
        target: 'node-26',
      });
      expect(by['component:default/gone'].reasons).toMatchObject([
        { code: 'entity-not-found' },
      ]);
      expect(by['component:default/nowhere'].reasons).toMatchObject([
        { code: 'entity-without-repository' },
      ]);
      expect(by['component:default/aimless'].reasons).toMatchObject([
        { code: 'variable-without-value', field: 'target' },
      ]);
      expect(by['row 2'].reasons).toMatchObject([{ code: 'targets-invalid' }]);
      expect(by['component:default/s5']).toMatchObject({
        status: 'excluded',
        excluded: { by: 'user:default/ada' },
      });
      expect(await knex('agent_tasks')).toEqual([]);
      const { body } = await call(
        'get',
        `/${campaign.id}/targets/${by['component:default/s1'].id}`,
      );
      expect(body).toMatchObject({
        title: 'Migrate to node-26',
        prompt: expect.stringContaining('⟦node-26⟧'),
        decision: { result: 'allow' },
      });
    });

    it('refuses what cannot be planned, with all reasons', async () => {
      await start();
      const { body } = await call('post', '')
        .send({
          ...plan,
          owner: 'component:default/s0',
          targets: { filter: [{}], csv: 'name\n' + 'x\n' },
          waves: [{ select: { count: 1, percent: 1 } }],
          dueAt: '2020-01-01T00:00:00Z',
        })
        .expect(422);
      expect(body.reasons.map(({ field }: { field: string }) => field)).toEqual(
        ['owner', 'targets.filter', 'targets.csv', 'waves.0.select', 'dueAt'],
      );
      await call('post', '')
        .send({ ...plan, template: 'nothing' })
        .expect(404);
    });

    it('pages targets in both directions, in the order of their waves', async () => {
      await start({ services: 7 });
      const { id } = await planned({ waves: [{ select: { tiers: ['1'] } }] });
      const names = (page: { items: { entityRefs: string[] }[] }) =>
        page.items.map(({ entityRefs }) => entityRefs[0].slice(-2));
      const first = await targetsOf(id, '?limit=3');
      const second = await targetsOf(
        id,
        `?limit=3&cursor=${first.pageInfo.nextCursor}`,
      );
      const back = await targetsOf(
        id,
        `?limit=3&cursor=${second.pageInfo.prevCursor}`,
      );
      expect(names(first)).toEqual(['s0', 's3', 's6']);
      expect(names(second)).toEqual(['s2', 's5', 's1']);
      expect(back.items).toEqual(first.items);
      expect(second.totalItems).toBe(7);
    });

    it('is planned anew with another request, the later one counting', async () => {
      await start();
      const { id } = await planned();
      await call('put', `/${id}`)
        .send({ ...plan, targets: { entityRefs: ['s1', 's2'] } })
        .expect(200);
      await call('put', `/${id}`)
        .send({ ...plan, targets: { entityRefs: ['s1'] } })
        .expect(200);
      await broker.campaigns.planner.settled();
      expect(await read(id)).toMatchObject({ state: 'planned', targets: 1 });
    });

    it('says that it was interrupted where its replica is gone', async () => {
      await start();
      const { id } = await planned();
      await knex('campaigns')
        .where({ id })
        .update({ state: 'planning', planning_until: new Date(0) });
      expect((await read(id)).planning).toMatchObject({ interrupted: true });
      await call('put', `/${id}`).send(plan).expect(200);
      await broker.campaigns.planner.settled();
      expect(await read(id)).toMatchObject({ state: 'planned' });
    });

    it('leaves targets out and takes them in again, and splits the waves anew', async () => {
      await start();
      const { id } = await planned({ waves: [{ select: { percent: 50 } }] });
      const { items } = await targetsOf(id);
      const ids = items.slice(0, 2).map((item: { id: string }) => item.id);
      const { body } = await call('post', `/${id}/targets/exclude`)
        .send({ ids, reason: 'Frozen' })
        .expect(200);
      expect(body).toMatchObject({
        targets: 4,
        waves: [{ targets: 2 }, { targets: 2 }],
      });
      const after = await call('post', `/${id}/targets/include`)
        .send({ ids })
        .expect(200);
      expect(after.body.targets).toBe(6);
    });
  });

  it('is created once for a key', async () => {
    await start();
    const create = () =>
      call('post', '').send({ ...plan, idempotencyKey: 'once' });
    const [one, two] = await Promise.all([create(), create()]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body.id).toBe(one.body.id);
    await broker.campaigns.planner.settled();
    expect((await create()).body).toMatchObject({
      id: one.body.id,
      state: 'planned',
    });
    expect(await knex('campaigns')).toHaveLength(1);
  });

  describe('waves', () => {
    const waves = [
      {
        select: { count: 2 },
        gate: { mergedAtLeast: 1, stopAbove: { share: 0.4, minimumSample: 2 } },
      },
      { select: { count: 2 }, gate: { confirmation: true } },
      { select: {} },
    ];

    it('open on evidence, one after the other, to the end', async () => {
      await start();
      const campaign = await started({ waves });
      expect(campaign).toMatchObject({
        state: 'running',
        startedBy: 'user:default/ada',
        counts: { queued: 2, waiting: 4 },
        waitsFor: 'Wave 1 waits for its outcomes.',
      });
      const [task] = await knex('agent_tasks').where({
        campaign_id: campaign.id,
      });
      expect(task).toMatchObject({
        requested_by: 'user:default/ada',
        source: 'campaign',
        parameters: { target: 'node-24' },
        fairness_key: `campaign:${campaign.id}`,
      });
      await end(campaign, { done: 2 });
      await look(campaign.id);
      expect((await read(campaign.id)).waves).toMatchObject([
        { state: 'passed' },
        { state: 'open', counts: { queued: 2 } },
        { state: 'waiting' },
      ]);
      await end(campaign, { done: 2 });
      await look(campaign.id);
      expect((await read(campaign.id)).waitsFor).toBe(
        'Wave 2 waits for somebody to confirm its gate.',
      );
      await call('post', `/${campaign.id}/gate`).send({ wave: 2 }).expect(200);
      await look(campaign.id);
      await end(campaign, { done: 1, 'done-without-change': 1 });
      await look(campaign.id);
      const done = await read(campaign.id);
      expect(done).toMatchObject({
        state: 'done',
        counts: { done: 5, 'done-without-change': 1 },
        waves: [{}, { passedBy: 'user:default/ada' }, { state: 'passed' }],
      });
      expect(await story(campaign.id)).toEqual([
        'created',
        'planned',
        'started',
        'wave-opened 1',
        'gate-passed 1',
        'wave-opened 2',
        'gate-passed 2',
        'wave-opened 3',
        'gate-passed 3',
        'done',
      ]);
      const { body } = await call('get', `/${campaign.id}/progress`);
      expect(body.series.at(-1).counts).toEqual(done.counts);
      expect(body.byTier).toHaveLength(3);
      expect(body.bySystem).toEqual([
        { name: '', counts: { done: 5, 'done-without-change': 1 } },
      ]);
    });

    it('are looked at now and then, and at once where somebody asks', async () => {
      await start();
      const { id } = await started();
      const { keeper } = broker.campaigns;
      const due = async () => {
        const [row] = await knex('campaigns')
          .where({ id })
          .select(
            'lease_id',
            knex.raw(
              "due_look_at > clock_timestamp() + interval '1 second' as later",
            ),
          );
        return row;
      };
      expect(await due()).toEqual({ lease_id: null, later: true });
      expect(await keeper.run()).toBeGreaterThan(1_000);

      // somebody asks while a replica is looking
      await knex('campaigns')
        .where({ id })
        .update({ due_look_at: new Date(0) });
      const [claimed] = await claimLooks(knex, 'campaigns', {
        leaseId: randomUUID(),
        leaseMs: 60_000,
        limit: 1,
      });
      await knex('campaigns')
        .where({ id })
        .update({ due_look_at: new Date(0) });
      expect(await keeper.run()).toBeGreaterThan(1_000);
      await releaseLook(knex, 'campaigns', {
        id,
        leaseId: claimed.lease_id ?? '',
        againInMs: 60_000,
      });
      expect(await due()).toEqual({ lease_id: null, later: false });
    });

    it('stop with the first wave where the template is bad', async () => {
      await start();
      const campaign = await started({ waves });
      await end(campaign, { failed: 2 });
      await look(campaign.id);
      await look(campaign.id);
      expect(await read(campaign.id)).toMatchObject({
        state: 'stopped',
        stateReason: 'Too many targets of wave 1 failed or were closed.',
        waves: [{ state: 'stopped' }, { state: 'waiting' }, {}],
      });
      // these were touched, and nothing else
      expect(await knex('agent_tasks')).toHaveLength(2);
    });

    it('are held for a person, who opens them with a reason', async () => {
      await start();
      const campaign = await started({
        waves: [{ select: { count: 3 }, gate: { mergedAtLeast: 1 } }],
      });
      await end(campaign, { done: 2, failed: 1 });
      await look(campaign.id);
      await look(campaign.id);
      expect((await read(campaign.id)).waves[0].state).toBe('held');
      await call('post', `/${campaign.id}/gate`)
        .send({ wave: 1, override: true })
        .expect(422);
      await call('post', `/${campaign.id}/gate`)
        .send({ wave: 1, override: true, reason: 'Known and harmless' })
        .expect(200);
      await look(campaign.id);
      expect((await read(campaign.id)).waves).toMatchObject([
        { state: 'passed' },
        { state: 'open' },
      ]);
      expect(await story(campaign.id)).toEqual(
        expect.arrayContaining(['gate-held 1', 'gate-passed 1']),
      );
    });

    it('go on after a retry of what had failed', async () => {
      await start();
      const campaign = await started({
        waves: [{ select: { count: 2 }, gate: { failedAtMost: 0 } }],
      });
      await end(campaign, { done: 1, failed: 1 });
      await look(campaign.id);
      const retry = (dryRun?: boolean) =>
        call('post', `/${campaign.id}/retry`)
          .send({ failureClass: 'agent-error', dryRun })
          .expect(200);
      const found = {
        tasks: 1,
        owners: [{ owner: 'group:default/team-a', tasks: 1 }],
        refused: [],
      };
      expect((await retry(true)).body).toEqual({ ...found, retried: 0 });
      expect(await story(campaign.id)).not.toContain('retried');
      expect((await retry()).body).toEqual({ ...found, retried: 1 });
      await look(campaign.id);
      expect((await read(campaign.id)).waves[0].state).toBe('open');
      await end(campaign, { done: 1 });
      await look(campaign.id);
      expect((await read(campaign.id)).waves[1].state).toBe('open');
    });

    it('are paced by what their owners have open', async () => {
      await start();
      const campaign = await started({ maxOpenPerOwner: 2 });
      expect(campaign.counts).toEqual({ queued: 2, waiting: 4 });
      await look(campaign.id);
      expect((await read(campaign.id)).counts.queued).toBe(2);
      await end(campaign, { done: 1 });
      await look(campaign.id);
      expect((await read(campaign.id)).counts).toEqual({
        done: 1,
        queued: 2,
        waiting: 3,
      });
    });

    it('open once, and start each target once, whatever replicas do', async () => {
      await start({ services: 12 });
      const { id } = await planned({
        waves: [{ select: { count: 6 } }, { select: {} }],
      });
      await call('post', `/${id}/start`).send({}).expect(200);
      for (let round = 0; round < 4; round++) {
        await knex('campaigns')
          .where({ id })
          .update({
            due_look_at: new Date(0),
            // the leases of replicas that died in the middle
            lease_until: new Date(0),
          });
        await Promise.all([
          broker.campaigns.keeper.run(),
          broker.campaigns.keeper.run(),
        ]);
        if (round === 1) {
          await end(await read(id), { done: 6 });
        }
      }
      const targets = await knex('campaign_targets').whereNotNull('task_id');
      expect(targets).toHaveLength(12);
      expect(await knex('agent_tasks')).toHaveLength(12);
      expect(
        (await story(id)).filter(kind => kind === 'wave-opened 2'),
      ).toHaveLength(1);
    });

    it('find a task that was stored by a replica that died before it noted it', async () => {
      await start();
      const campaign = await started();
      await knex('campaign_targets').update({ task_id: null });
      await look(campaign.id);
      expect(await knex('agent_tasks')).toHaveLength(6);
      expect((await read(campaign.id)).counts).toEqual({ queued: 6 });
    });

    it('leave a target that policy refuses by now, and take it in again', async () => {
      let refuse = false;
      await start({
        checks: [
          {
            id: 'mine',
            evaluate: async ({ entityRef }) =>
              refuse && entityRef === 'component:default/s1'
                ? [{ kind: 'forbidden', code: 'no', message: 'Not now.' }]
                : [],
          },
        ],
      });
      const { id } = await planned();
      refuse = true;
      await call('post', `/${id}/start`).send({}).expect(200);
      await look(id);
      expect((await read(id)).counts).toEqual({ queued: 5, refused: 1 });
      const { items } = await targetsOf(id, '?status=refused');
      expect(items).toMatchObject([{ reasons: [{ message: 'Not now.' }] }]);
      refuse = false;
      await call('post', `/${id}/targets/include`)
        .send({ ids: [items[0].id] })
        .expect(200);
      await look(id);
      expect((await read(id)).counts).toEqual({ queued: 6 });
    });

    it('wait where policy cannot be asked', async () => {
      let away = false;
      await start({
        checks: [
          {
            id: 'mine',
            evaluate: async () => {
              if (away) {
                throw new Error('The ticket system is away');
              }
              return [];
            },
          },
        ],
      });
      const { id } = await planned();
      away = true;
      await call('post', `/${id}/start`).send({}).expect(200);
      await look(id);
      expect((await read(id)).counts).toEqual({ waiting: 6 });
      away = false;
      await look(id);
      expect((await read(id)).counts).toEqual({ queued: 6 });
    });

    it('make their tasks from the version that was planned', async () => {
      await start();
      const { id } = await planned();
      const template = await broker.catalog.getEntityByRef(
        'agenttasktemplate:default/migrate',
        { credentials: mockCredentials.service() },
      );
      Object.assign(template!.spec!, { version: '2.0.0', prompt: 'Other.' });
      const { body } = await request(broker.app).get('/v1/templates');
      expect(body.items).toMatchObject([{ version: '2.0.0' }]);
      await call('post', `/${id}/start`).send({}).expect(200);
      await look(id);
      const [task] = await knex('agent_tasks');
      expect(task.prompt).not.toContain('Other.');
      const [version] = await knex('template_versions').where({
        id: task.template_version_id ?? '',
      });
      expect(version.version).toBe('1.0.0');
    });
  });

  describe('control', () => {
    it('starts nothing while it is paused', async () => {
      await start();
      const campaign = await started({ maxOpenPerOwner: 2 });
      const { body } = await call('post', `/${campaign.id}/pause`)
        .send({ reason: 'Holidays' })
        .expect(200);
      expect(body).toMatchObject({
        state: 'paused',
        waitsFor: 'Paused: Holidays',
      });
      await end(campaign, { done: 2 });
      await look(campaign.id);
      expect(await knex('agent_tasks')).toHaveLength(2);
      await call('post', `/${campaign.id}/pause`).send({}).expect(409);
      await call('post', `/${campaign.id}/resume`).send({}).expect(200);
      await look(campaign.id);
      expect(await knex('agent_tasks')).toHaveLength(4);
    });

    it('withdraws what was not sent when it is stopped', async () => {
      await start();
      const campaign = await started();
      await end(campaign, { running: 1 });
      await call('post', `/${campaign.id}/stop`)
        .send({ reason: 'Wrong version' })
        .expect(200);
      await look(campaign.id);
      expect(await read(campaign.id)).toMatchObject({
        state: 'stopped',
        stateReason: 'Wrong version',
        counts: { running: 1, withdrawn: 5 },
      });
      const [failed] = await knex('agent_tasks').where({ phase: 'running' });
      await knex('agent_tasks')
        .where({ id: failed.id })
        .update({ phase: 'failed', agent_state: 'failed' });
      const retry = await request(broker.app)
        .post(`/v1/tasks/${failed.id}/retry`)
        .set('authorization', ADA)
        .send({});
      expect(retry.status).toBe(409);
      expect(retry.body.reasons).toMatchObject([
        { code: 'campaign-not-running' },
      ]);
    });

    it('deletes what has not started, and nothing else', async () => {
      await start();
      const { id } = await planned();
      await call('delete', `/${id}`).expect(204);
      await call('get', `/${id}`).expect(404);
      const campaign = await started();
      const { body } = await call('delete', `/${campaign.id}`).expect(409);
      expect(body.reasons).toMatchObject([{ code: 'campaign-not-possible' }]);
    });

    it('is written down before it is done', async () => {
      await start();
      const campaign = await started();
      await call('post', `/${campaign.id}/stop`).send({}).expect(200);
      expect(
        await knex('audit_events')
          .where('action', 'like', 'campaign.%')
          .orderBy('id')
          .pluck('action'),
      ).toEqual(['campaign.create', 'campaign.start', 'campaign.stop']);
    });

    it('is for those who may', async () => {
      await start();
      const { id } = await planned();
      broker.decisions['agentTasks.campaign.manage'] = {
        result: AuthorizeResult.DENY,
      };
      expect((await read(id)).actions.start).toEqual({
        allowed: false,
        reason: 'You may not manage campaigns.',
      });
      await call('post', `/${id}/start`).send({}).expect(403);
      broker.decisions['agentTasks.campaign.read'] = {
        result: AuthorizeResult.DENY,
      };
      await call('get', `/${id}`).expect(403);
    });
  });

  it('lists what is lively first, by owner, entity and words', async () => {
    await start();
    const one = await planned({ title: 'One' });
    const two = await started({
      title: 'Two',
      targets: { entityRefs: ['s1'] },
    });
    const three = await planned({ title: 'Three' });
    const names = async (query: string) =>
      (await call('get', query).expect(200)).body.items.map(
        ({ title }: Campaign) => title,
      );
    expect(await names('')).toEqual(['Two', 'Three', 'One']);
    expect(await names('?text=on')).toEqual(['One']);
    expect(await names('?state=running')).toEqual(['Two']);
    expect(await names('?entityRef=component:default/s2')).toEqual([
      'Three',
      'One',
    ]);
    const { body } = await call('get', '?limit=2');
    expect(await names(`?limit=2&cursor=${body.pageInfo.nextCursor}`)).toEqual([
      'One',
    ]);
    expect([one.id, two.id, three.id]).toHaveLength(3);
  });
});
