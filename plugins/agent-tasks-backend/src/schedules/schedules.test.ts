import type {
  Schedule,
  ScheduleRequest,
  ScheduleRun,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import fs from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import { parseAllDocuments } from 'yaml';
import {
  component,
  group,
  migrateTemplate,
  TEST_HOST,
} from '../__testUtils__/catalogEntities';
import { createTestBroker } from '../__testUtils__/TestBroker';
import { ScheduleKeeper } from './ScheduleKeeper';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ADA = mockCredentials.user.header('user:default/ada');
const HOUR_MS = 3_600_000;

const weekly: ScheduleRequest = {
  title: 'Prepare releases',
  owner: 'group:default/team-a',
  times: { cron: '0 9 * * 4', timeZone: 'Europe/Berlin' },
  work: {
    template: 'migrate',
    parameters: { target: '${{ migrationTarget }}' },
    targets: { filter: [{ kind: 'component' }] },
  },
};

const team: Entity[] = [
  {
    ...group('team-a'),
    relations: [{ type: 'hasMember', targetRef: 'user:default/ada' }],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'ada', namespace: 'default' },
    spec: {},
  },
];

const inCatalog = (spec: Record<string, unknown> = {}): Entity => ({
  apiVersion: 'agent-tasks/v1alpha1',
  kind: 'AgentTaskSchedule',
  metadata: { name: 'releases', namespace: 'default', title: 'Releases' },
  spec: {
    owner: 'group:default/team-a',
    times: { ...weekly.times },
    work: { ...weekly.work },
    ...spec,
  } as never,
});

describe('schedules', () => {
  let knex: Knex;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;

  async function start(
    options: {
      services?: number;
      people?: Entity[];
      more?: Entity[];
      agentTasks?: Parameters<typeof createTestBroker>[0]['agentTasks'];
    } = {},
  ) {
    const { services = 2, people = team, more = [], agentTasks } = options;
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({
      knex,
      entities: [
        migrateTemplate(),
        ...people,
        ...Array.from({ length: services }, (_, n) => component(`s${n}`)),
        ...more,
      ],
      ...(agentTasks && { agentTasks }),
    });
  }

  const call = (method: 'get' | 'post' | 'put' | 'delete', route: string) =>
    request(broker.app)
      [method](`/v1/schedules${route}`)
      .set('authorization', ADA);

  async function created(
    change: Partial<ScheduleRequest> = {},
  ): Promise<Schedule> {
    const { body, status } = await call('post', '').send({
      ...weekly,
      ...change,
    });
    expect({ status, reasons: body.reasons }).toEqual({ status: 201 });
    return body;
  }

  const read = async (id: string): Promise<Schedule> =>
    (await call('get', `/${id}`).expect(200)).body;

  const runs = async (id: string): Promise<ScheduleRun[]> =>
    (await call('get', `/${id}/runs`).expect(200)).body.items;

  const outcomes = async (id: string) =>
    (await runs(id)).map(({ state, reason }) => [
      state,
      ...(reason ? [reason] : []),
    ]);

  /** As if its time had come; `agoMs` in the past. */
  async function due(id: string, agoMs = 0) {
    const at = new Date(Date.now() - agoMs - 1);
    await knex('schedules')
      .where({ id })
      .update({ next_at: at, due_at: at, due_look_at: at });
  }

  /** What the keepers of schedules and campaigns do, until nothing is to do. */
  async function work(turns = 4) {
    for (let turn = 0; turn < turns; turn++) {
      await knex('schedules').update({ due_look_at: new Date(0) });
      await broker.schedules.keeper.run();
      await broker.campaigns.planner.settled();
      await knex('campaigns')
        .whereIn('state', ['running', 'stopped'])
        .update({ due_look_at: new Date(0) });
      await broker.campaigns.keeper.run();
    }
  }

  /** All tasks come to a good end. */
  async function merged() {
    await knex('agent_tasks').update({
      phase: 'done',
      phase_since: new Date(),
      launch_state: 'launched',
      agent_state: 'completed',
      pull_state: 'merged',
      settled_at: new Date(),
      attempt_number: 1,
    });
  }

  it('runs as a campaign of its own name, to its end', async () => {
    await start();
    const { id, nextRuns } = await created({
      work: { ...weekly.work, dueAfterHours: 48 },
    });
    expect(nextRuns).toHaveLength(5);
    await broker.schedules.keeper.run();
    expect(await runs(id)).toEqual([]);
    // nothing is to do until its time, some days from now
    expect(await broker.schedules.keeper.run()).toBeGreaterThan(60_000);
    await due(id);
    await work();
    const [run] = await runs(id);
    expect(run).toMatchObject({
      state: 'running',
      manual: false,
      campaign: { state: 'running', counts: { queued: 2 } },
    });
    expect(await knex('agent_tasks')).toMatchObject([
      { requested_by: `schedule:${id}`, source: 'campaign' },
      { requested_by: `schedule:${id}`, source: 'campaign' },
    ]);
    const [campaign] = await knex('campaigns');
    expect(campaign).toMatchObject({
      schedule_id: id,
      owner_ref: 'group:default/team-a',
      started_by: `schedule:${id}`,
    });
    expect(campaign.title).toMatch(
      /^Prepare releases · \d{4}-\d\d-\d\d \d\d:\d\d$/,
    );
    expect(campaign.due_at?.getTime()).toBeGreaterThan(
      Date.now() + 47 * HOUR_MS,
    );
    await merged();
    await work();
    expect(await read(id)).toMatchObject({
      enabled: true,
      lastRun: { state: 'done', campaign: { counts: { done: 2 } } },
    });
    const { next_at: next } = (await knex('schedules').first()) ?? {};
    expect(next?.getTime()).toBeGreaterThan(Date.now());
    await call('delete', `/${id}`).expect(204);
    expect(await knex('campaigns')).toMatchObject([{ schedule_id: null }]);
    expect(
      await knex('audit_events')
        .whereLike('action', 'schedule.%')
        .orderBy('id')
        .pluck('action'),
    ).toEqual(['schedule.create', 'schedule.delete']);
  });

  it('refuses with all reasons, and is stored once for a key', async () => {
    await start();
    const { body } = await call('post', '')
      .send({
        ...weekly,
        owner: 'group:default/nobody',
        times: { cron: '* * * * *', timeZone: 'Mars' },
        work: { ...weekly.work, template: 'nothing' },
      })
      .expect(404);
    expect(
      body.reasons.map(({ field }: { field: string }) => field).sort(),
    ).toEqual(['owner', 'times.cron', 'times.timeZone', 'work.template']);
    const keyed = { ...weekly, idempotencyKey: 'k' };
    const [one, two] = await Promise.all([
      call('post', '').send(keyed).expect(201),
      call('post', '').send(keyed).expect(201),
    ]);
    expect(two.body.id).toBe(one.body.id);
    expect(await knex('schedules')).toHaveLength(1);
    const preview = await call('post', '/next-runs').send(weekly.times);
    expect(preview.body.items).toHaveLength(5);
    await call('post', '/next-runs')
      .send({ ...weekly.times, cron: 'soon' })
      .expect(422);
  });

  it('is changed, disabled, enabled and asked for by people', async () => {
    await start();
    const { id } = await created({ enabled: false });
    expect(await read(id)).toMatchObject({
      enabled: false,
      disabled: { code: 'by-person', by: 'user:default/ada' },
      nextRuns: [],
      actions: { enable: { allowed: true }, disable: { allowed: false } },
    });
    // also of a disabled one
    const { body: run } = await call('post', `/${id}/runs`)
      .send({})
      .expect(201);
    expect(run).toMatchObject({ manual: true, askedBy: 'user:default/ada' });
    const busy = await call('post', `/${id}/runs`).send({}).expect(409);
    expect(busy.body.reasons).toMatchObject([
      { message: 'An earlier run has not ended.' },
    ]);
    await work();
    expect(await outcomes(id)).toEqual([['running']]);
    await call('post', `/${id}/enable`).send({}).expect(200);
    await call('post', `/${id}/enable`).send({}).expect(409);
    await call('put', `/${id}`)
      .send({
        ...weekly,
        title: 'Fridays',
        times: { ...weekly.times, cron: '0 9 * * 5' },
      })
      .expect(200);
    const { body: off } = await call('post', `/${id}/disable`)
      .send({ reason: 'Holidays' })
      .expect(200);
    expect(off).toMatchObject({
      title: 'Fridays',
      disabled: { message: 'Holidays' },
    });
    // one that is changed and stays disabled stays so for its reason
    const csv = 'entityRef\ns0\n';
    const { body: kept } = await call('put', `/${id}`)
      .send({
        ...weekly,
        work: { ...weekly.work, targets: { csv } },
        enabled: false,
      })
      .expect(200);
    expect(kept).toMatchObject({
      disabled: { message: 'Holidays' },
      request: { work: { targets: { csv } } },
    });
    // a list carries no files
    const { body: list } = await call('get', '').expect(200);
    expect(list.items[0].request.work.targets).toEqual({});
  });

  it.each([
    ['skip', [['skipped', 'An earlier run has not ended.'], ['running']], 1],
    ['queue', [['waiting', 'Waits for the earlier run.'], ['running']], 1],
    [
      'replace',
      [['running'], ['replaced', 'A later run has taken its place.']],
      2,
    ],
  ] as const)('overlaps: %s', async (overlap, expected, campaigns) => {
    await start();
    const { id } = await created({ overlap });
    await due(id, 2_000);
    await work();
    await due(id);
    await work();
    expect(await outcomes(id)).toEqual(expected);
    expect(await knex('campaigns')).toHaveLength(campaigns);
  });

  it('gives the one that waits its turn, and no other beside it', async () => {
    await start();
    const { id } = await created({ overlap: 'queue' });
    for (const ago of [3_000, 2_000, 1_000]) {
      await due(id, ago);
      await work(3);
    }
    expect(await outcomes(id)).toEqual([
      ['skipped', 'Another run waits already.'],
      ['waiting', 'Waits for the earlier run.'],
      ['running'],
    ]);
    await merged();
    await work(8);
    expect((await outcomes(id)).slice(1)).toEqual([['running'], ['done']]);
  });

  it.each([
    ['skip', ['skipped', 'Nothing begins in this freeze.']],
    ['wait', ['waiting', 'Nothing begins in this freeze.']],
  ] as const)(
    'asks about freezes when the turn of one that waited comes: %s',
    async (inFreeze, expected) => {
      await start();
      const { id } = await created({ overlap: 'queue' });
      await due(id, 2_000);
      await work();
      await due(id);
      await work(1);
      expect((await outcomes(id))[0][0]).toBe('waiting');
      const frozen = (freezes: { from: string; until: string }[]) =>
        knex('schedules')
          .where({ id })
          .update({
            request: JSON.stringify({
              ...weekly,
              overlap: 'queue',
              times: { ...weekly.times, inFreeze, freezes },
            }) as never,
          });
      await frozen([{ from: '2020-01-01T00:00', until: '2120-01-01T00:00' }]);
      await merged();
      await work();
      expect(await outcomes(id)).toEqual([expected, ['done']]);
      expect(await knex('campaigns')).toHaveLength(1);
      // and one that waits begins where the freeze is lifted
      await frozen([]);
      await work();
      expect((await outcomes(id))[0][0]).toBe(
        inFreeze === 'wait' ? 'running' : 'skipped',
      );
    },
  );

  it('takes back what the replaced one had not sent', async () => {
    await start();
    const { id } = await created({ overlap: 'replace' });
    await due(id, 2_000);
    await work();
    await due(id);
    await work();
    expect(await knex('campaigns').orderBy('seq').pluck('state')).toEqual([
      'stopped',
      'running',
    ]);
    expect(await knex('agent_tasks').orderBy('seq').pluck('phase')).toEqual([
      'withdrawn',
      'withdrawn',
      'queued',
      'queued',
    ]);
  });

  it('makes up once for what was missed while clocks ran on', async () => {
    await start();
    const { id } = await created();
    const { id: strict } = await created({ missed: 'skip', title: 'Strict' });
    await due(id, 30 * 24 * HOUR_MS);
    await due(strict, 30 * 24 * HOUR_MS);
    await work();
    expect(await outcomes(id)).toEqual([['running']]);
    expect(await outcomes(strict)).toEqual([
      ['skipped', 'Its time had passed unnoticed.'],
    ]);
    // and when they are put back, it does not run again
    const [{ planned_at: at }] = await knex('schedule_runs').where({
      schedule_id: id,
    });
    await merged();
    await work();
    await knex('schedules').where({ id }).update({ next_at: at, due_at: at });
    await work();
    expect(await outcomes(id)).toEqual([['done']]);
  });

  it('comes to its end', async () => {
    await start();
    const { id } = await created();
    await knex('schedules')
      .where({ id })
      .update({
        request: JSON.stringify({
          ...weekly,
          times: { ...weekly.times, endsAt: new Date().toISOString() },
        }) as never,
      });
    await due(id);
    await work();
    expect(await read(id)).toMatchObject({
      enabled: false,
      disabled: { code: 'ended' },
      lastRun: { state: 'running' },
    });
    const { body } = await call('post', `/${id}/enable`).send({}).expect(422);
    expect(body.reasons).toMatchObject([{ code: 'end-in-the-past' }]);
  });

  it('asks policy each time, and says what it has said', async () => {
    await start({ agentTasks: { repositories: { deny: ['acme/s*'] } } });
    const { id } = await created();
    await due(id);
    await work();
    expect(await outcomes(id)).toEqual([
      ['failed', 'Policy refuses all 2 targets.'],
    ]);
    expect(await knex('agent_tasks')).toEqual([]);
    expect(await knex('outbox').where({ kind: 'schedule-news' })).toMatchObject(
      [{ payload: { event: 'failed', to: ['group:default/team-a'] } }],
    );
  });

  it('has nothing to do where nothing is found', async () => {
    await start({ services: 0 });
    const { id } = await created();
    await due(id);
    await work();
    expect(await outcomes(id)).toEqual([
      ['done', 'There was nothing to do: no target was found.'],
    ]);
    expect(await knex('campaigns')).toEqual([]);
  });

  it('T13: is disabled with a notice once nobody is behind its owner', async () => {
    await start({ people: [group('team-a')] });
    const { id } = await created();
    await due(id);
    await work();
    const message = 'Nobody is behind its owner group:default/team-a any more.';
    expect(await read(id)).toMatchObject({
      enabled: false,
      disabled: { code: 'owner-gone', message },
      lastRun: { state: 'failed' },
    });
    expect(await knex('outbox').where({ kind: 'schedule-news' })).toMatchObject(
      [{ payload: { event: 'disabled', message } }],
    );
    expect(await knex('campaigns')).toEqual([]);
  });

  it('waits where the catalog does not answer', async () => {
    await start();
    const { id } = await created();
    await due(id);
    const asked = jest
      .spyOn(broker.catalog, 'getEntitiesByRefs')
      .mockRejectedValue(new Error('down'));
    await work(2);
    expect(await read(id)).toMatchObject({
      enabled: true,
      lastRun: { state: 'waiting' },
    });
    asked.mockRestore();
    await work();
    expect(await outcomes(id)).toEqual([['running']]);
  });

  it('T13: cannot be approved by who answers for it', async () => {
    await start({
      agentTasks: {
        tiers: { 2: { approvals: { by: 'user:default/ada' } } },
      },
      services: 1,
    });
    const { id } = await created();
    await due(id);
    await work();
    const [task] = await knex('agent_tasks');
    expect(task.phase).toBe('awaiting-approval');
    const answer = await request(broker.app)
      .post(`/v1/tasks/${task.id}/approve`)
      .set('authorization', ADA)
      .send({ promptDigest: task.prompt_digest })
      .expect(403);
    expect(answer.body.reasons).toMatchObject([
      {
        code: 'approver-is-requester',
        message: expect.stringContaining('You answer for the schedule'),
      },
    ]);
  });

  it('prepares the releases of a system, as the example says', async () => {
    const examples = path.resolve(__dirname, '../../../../examples');
    const example = (file: string): Entity[] =>
      parseAllDocuments(fs.readFileSync(path.join(examples, file), 'utf8')).map(
        document => document.toJS(),
      );
    const components = example('entities.yaml').map(entity => ({
      ...entity,
      metadata: {
        ...entity.metadata,
        namespace: 'default',
        annotations: {
          ...entity.metadata.annotations,
          'backstage.io/source-location': `url:https://${TEST_HOST}/acme/${entity.metadata.name}/tree/main/`,
        },
      },
      relations: [
        { type: 'ownedBy', targetRef: String(entity.spec?.owner) },
        ...(entity.spec?.system
          ? [
              {
                type: 'partOf',
                targetRef: `system:default/${entity.spec.system}`,
              },
            ]
          : []),
      ],
    }));
    await start({
      services: 0,
      people: [
        ...team,
        { ...team[0], metadata: { name: 'release-engineering' } },
      ],
      more: [
        ...components,
        ...example('agent-task-templates/prepare-release.yaml'),
        ...example('agent-task-templates/house-rules.yaml'),
        ...example('agent-task-schedules/prepare-releases.yaml'),
      ],
      agentTasks: { tickets: { pattern: '^[A-Z]+-\\d+$' } },
    });
    await broker.schedules.entities.run();
    const [{ id, nextRuns }] = (await call('get', '').expect(200)).body.items;
    expect(nextRuns).toEqual([]);
    const { body } = await call('post', `/${id}/enable`).send({}).expect(200);
    expect(
      body.nextRuns.map(({ at }: { at: string }) =>
        DateTime.fromISO(at, { zone: 'Europe/Berlin' }).toFormat('ccc HH:mm'),
      ),
    ).toEqual(Array(5).fill('Thu 09:00'));
    await due(id);
    await work();
    const wanted = components.filter(
      ({ kind, spec }) =>
        kind === 'Component' && spec?.system === 'developer-platform',
    );
    const tasks = await knex('agent_tasks').orderBy('entity_ref');
    expect(tasks.map(task => task.entity_ref)).toEqual(
      wanted.map(({ metadata }) => `component:default/${metadata.name}`).sort(),
    );
    for (const task of tasks) {
      expect(task).toMatchObject({
        ticket: 'REL-1',
        requested_by: `schedule:${id}`,
        create_pull_request: true,
      });
      expect(task.prompt).toContain('everything merged');
    }
  });

  describe('on replicas that die', () => {
    const other = (campaigns: Partial<typeof broker.campaigns.service> = {}) =>
      ScheduleKeeper.create({
        database: knex,
        logger: broker.logger,
        auth: { getOwnServiceCredentials: async () => ({}) } as never,
        directory: {
          find: async ref => ({ ref, kind: 'group', members: [{ ref }] }),
        },
        campaigns: new Proxy(broker.campaigns.service, {
          get: (service, name) => {
            const own = campaigns[name as keyof typeof campaigns];
            const theirs = service[name as keyof typeof service];
            return (own ?? (theirs as Function).bind(service)) as never;
          },
        }),
        onChanged: () => {},
      });

    /** As if the lease of the others were taken for dead. */
    const lookAnyway = async (keeper: ScheduleKeeper) => {
      await knex('schedules').update({ lease_until: null });
      await keeper.run();
    };

    it('begins once, with three of them at it at the same moment', async () => {
      await start();
      const { id } = await created();
      await due(id, 1_000);
      const keepers = [other(), other(), other()];
      for (let turn = 0; turn < 6; turn++) {
        await knex('schedules').update({
          due_look_at: new Date(0),
          lease_until: null,
        });
        await Promise.all(keepers.map(lookAnyway));
        await broker.campaigns.planner.settled();
      }
      expect(await outcomes(id)).toEqual([['running']]);
      expect(await knex('campaigns')).toMatchObject([{ state: 'running' }]);
    });

    it.each(['create', 'start'] as const)(
      'goes on where one died after: %s',
      async step => {
        await start();
        const { id } = await created();
        await due(id);
        const died = jest.fn();
        const dying = other({
          [step]: async (...args: never[]) => {
            await (broker.campaigns.service[step] as Function)(...args);
            died();
            throw new Error('The process is gone');
          },
        });
        for (let turn = 0; turn < 2; turn++) {
          await knex('schedules').update({ due_look_at: new Date(0) });
          await dying.run();
          await broker.campaigns.planner.settled();
        }
        expect(died).toHaveBeenCalled();
        await work();
        expect(await outcomes(id)).toEqual([['running']]);
        expect(await knex('campaigns')).toHaveLength(1);
        expect(await knex('agent_tasks')).toHaveLength(2);
      },
    );

    it('plans anew what died while it was planned', async () => {
      await start();
      const { id } = await created();
      await due(id);
      jest
        .spyOn(broker.campaigns.planner, 'begin')
        .mockImplementationOnce(() => {});
      await work(1);
      expect(await outcomes(id)).toEqual([['planning']]);
      await knex('campaigns').update({ planning_until: new Date(0) });
      await work();
      expect(await outcomes(id)).toEqual([['running']]);
    });
  });

  describe('in the catalog', () => {
    const list = async (): Promise<Schedule[]> =>
      (await call('get', '').expect(200)).body.items;

    function nowInCatalog(...entities: Entity[]) {
      jest.spyOn(broker.catalog, 'queryEntities').mockResolvedValueOnce({
        items: entities,
        totalItems: entities.length,
        pageInfo: {},
      });
    }

    it('T13: waits for a person, again after each change', async () => {
      await start({ more: [inCatalog()] });
      await broker.schedules.entities.run();
      await broker.schedules.entities.run();
      const [one] = await list();
      expect(one).toMatchObject({
        title: 'Releases',
        enabled: false,
        disabled: { code: 'new' },
        entityRef: 'agenttaskschedule:default/releases',
        actions: { edit: { allowed: false }, enable: { allowed: true } },
      });
      await call('put', `/${one.id}`).send(weekly).expect(409);
      await call('delete', `/${one.id}`).expect(409);
      const { body } = await call('post', `/${one.id}/enable`)
        .send({})
        .expect(200);
      expect(body).toMatchObject({
        enabled: true,
        changedBy: 'user:default/ada',
      });
      await broker.schedules.entities.run();
      expect((await list())[0].enabled).toBe(true);

      nowInCatalog(inCatalog({ overlap: 'queue' }));
      await broker.schedules.entities.run();
      expect((await list())[0]).toMatchObject({
        enabled: false,
        disabled: { code: 'changed' },
        request: { overlap: 'queue' },
      });

      nowInCatalog();
      await broker.schedules.entities.run();
      expect((await list())[0]).toMatchObject({
        disabled: { code: 'entity-gone' },
        actions: {
          enable: { allowed: false },
          run: { allowed: false },
          delete: { allowed: true },
        },
      });
      nowInCatalog(inCatalog());
      await broker.schedules.entities.run();
      expect(await list()).toMatchObject([
        { id: one.id, disabled: { code: 'changed' } },
      ]);
      expect(
        (await knex('outbox').where({ kind: 'schedule-news' })).map(
          ({ payload }) => payload.event,
        ),
      ).toEqual(['proposed', 'proposed', 'proposed']);
    });

    it('runs as it is written where the catalog is trusted', async () => {
      await start({
        more: [inCatalog()],
        agentTasks: { schedules: { catalog: { trusted: true } } },
      });
      await Promise.all([
        broker.schedules.entities.run(),
        broker.schedules.entities.run(),
      ]);
      const [one] = await list();
      expect(one).toMatchObject({ enabled: true });
      await due(one.id);
      await work();
      expect(await outcomes(one.id)).toEqual([['running']]);
      nowInCatalog(inCatalog({ enabled: false }));
      await broker.schedules.entities.run();
      expect((await list())[0].enabled).toBe(false);
    });

    it('says what is wrong with it, and takes nothing over that is none', async () => {
      await start({
        more: [
          inCatalog({ times: { cron: 'soon', timeZone: 'UTC' } }),
          { ...inCatalog({ work: 7 }), metadata: { name: 'broken' } },
        ],
      });
      await broker.schedules.entities.run();
      expect(await list()).toMatchObject([
        {
          enabled: false,
          disabled: {
            code: 'invalid',
            message: expect.stringContaining("'soon' is no cron expression"),
          },
          actions: { enable: { allowed: false }, run: { allowed: false } },
        },
      ]);
      expect(broker.logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('agenttaskschedule:default/broken is left out'),
      );
    });
  });
});
