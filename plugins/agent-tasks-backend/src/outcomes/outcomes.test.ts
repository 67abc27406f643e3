import { GitHubSimulator } from '@agent-tasks/github-simulator';
import type { CampaignProgress } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { OutcomeCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import {
  component,
  group,
  migrateTemplate,
  TEST_HOST,
} from '../__testUtils__/catalogEntities';
import { createIdentities } from '../__testUtils__/createIdentities';
import { createTestBroker } from '../__testUtils__/TestBroker';
import { syncIdentityStates } from '../database/operations/identities/syncIdentityStates';
import type { OutcomeResult } from '../database/rows';
import { AnswerRecorder } from '../identities/AnswerRecorder';
import { GitHubClients } from '../identities/GitHubClients';
import { OutcomeKeeper } from './OutcomeKeeper';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ADA = mockCredentials.user.header('user:default/ada');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const outcomes = { intervalMs: 6 * HOUR, keepCheckingMs: 14 * DAY };

const goal = {
  title: 'Runs on Node.js 24',
  file: {
    path: 'package.json',
    pointer: '/engines/node',
    equals: "${{ parameters.target | replace('node-', '') }}",
  },
};
const manifest = (node: string) => JSON.stringify({ engines: { node } });

/** Campaigns with a goal, on a simulated GitHub with repositories `s0`, `s1`, … */
async function setUp(
  options: {
    versions?: (string | undefined)[];
    outcome?: object;
    checks?: OutcomeCheck[];
    hidden?: string[];
    goal?: boolean;
  } = {},
) {
  const { versions = ['22', '24', undefined], outcome = goal } = options;
  const names = versions.map((_, index) => `s${index}`);
  const knex = await databases.init('POSTGRES_18');
  const simulator = await GitHubSimulator.start({
    seed: {
      organizations: [{ login: 'acme', members: ['robot'] }],
      users: [{ login: 'robot' }],
      tokens: [
        {
          token: 'github_pat_robot',
          user: 'robot',
          repositories: names
            .filter(name => !options.hidden?.includes(name))
            .map(name => `acme/${name}`),
        },
      ],
      repositories: versions.map((version, index) => ({
        owner: 'acme',
        name: `s${index}`,
        visibility: 'private' as const,
        files: {
          'README.md': '#',
          ...(version && { 'package.json': manifest(version) }),
        },
      })),
    },
  });
  const entities = [
    migrateTemplate(options.goal === false ? {} : { outcome }),
    group('team-a'),
    ...names.map(name => component(name)),
  ];
  const broker = await createTestBroker({ knex, entities });
  const identities = createIdentities({
    host: TEST_HOST,
    apiBaseUrl: simulator.apiBaseUrl,
    token: 'github_pat_robot',
  });
  await syncIdentityStates(knex, [{ id: 'bot', tokenDigest: 'sha256:1' }]);
  const logger = mockServices.logger.mock();
  const recorder = new AnswerRecorder({ knex, logger });
  const clients = GitHubClients.create({ identities, recorder, logger });
  const createKeeper = (catalog = broker.catalog) =>
    OutcomeKeeper.create({
      database: knex,
      logger,
      auth: mockServices.auth(),
      catalog,
      config: { entities: { tierAnnotation: 'agent-tasks/tier' }, outcomes },
      identities,
      client: id => clients.get(id),
      checks: options.checks ?? [],
    });

  const call = (method: 'get' | 'post', path: string) =>
    request(broker.app)
      [method](`/v1/campaigns${path}`)
      .set('authorization', ADA);
  const { body } = await call('post', '')
    .send({
      title: 'Node 24 everywhere',
      owner: 'group:default/team-a',
      template: 'migrate',
      parameters: { target: '${{ migrationTarget }}' },
      targets: { filter: [{ kind: 'component' }] },
    })
    .expect(201);
  await broker.campaigns.planner.settled();
  const { id } = body;

  const drain = async (keeper: OutcomeKeeper) => {
    while ((await keeper.run()) === 0) {
      // until nothing is due
    }
  };
  const look = async (keeper = createKeeper()) => {
    await knex('campaign_outcomes')
      .whereNotNull('due_at')
      .update({ due_at: new Date(0) });
    await drain(keeper);
  };
  const rows = () =>
    knex('campaign_outcomes as o')
      .join('campaign_targets as g', 'g.id', 'o.target_id')
      .orderBy('g.repository_name')
      .select('o.*', 'g.repository_name');
  return {
    knex,
    simulator,
    broker,
    call,
    id,
    look,
    drain,
    rows,
    createKeeper,
    recorder,
    start: async () => {
      await call('post', `/${id}/start`).send({}).expect(200);
      await broker.campaigns.keeper.run();
    },
    /** What GitHub told us became of a task. */
    merge: (name: string) =>
      knex('agent_tasks')
        .where({ campaign_id: id, repository_name: name })
        .update({
          phase: 'done',
          phase_since: new Date(),
          launch_state: 'launched',
          settled_at: new Date(),
          attempt_number: 1,
          agent_state: 'completed',
          pull_state: 'merged',
        }),
    /** A commit in the default branch. */
    commit: async (name: string, version: string) => {
      const url = `${simulator.apiBaseUrl}/repos/acme/${name}/contents/package.json`;
      const headers = { authorization: 'Bearer github_pat_robot' };
      const known = await fetch(url, { headers });
      const answer = await fetch(url, {
        method: 'PUT',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({
          message: 'Change',
          content: Buffer.from(manifest(version)).toString('base64'),
          ...(known.ok && { sha: (await known.json()).sha }),
        }),
      });
      expect(answer.ok).toBe(true);
    },
    progress: async (): Promise<CampaignProgress> =>
      (await call('get', `/${id}/progress`).expect(200)).body,
    outcomesOf: async () =>
      Object.fromEntries(
        (await rows()).map(row => [row.repository_name, row.outcome]),
      ),
    messageOf: async (name: string) => {
      const row = (await rows()).find(each => each.repository_name === name);
      return (row?.results as OutcomeResult[]).at(-1)?.message;
    },
    /** Reads of files, by what was answered. */
    reads: () =>
      simulator.requests
        .filter(
          ({ method, path, user }) =>
            method === 'GET' && user === 'robot' && /contents/.test(path),
        )
        .map(({ status }) => status),
    stop: async () => {
      await recorder.flush();
      await simulator.stop();
    },
  };
}

describe('outcomes', () => {
  let scene: Awaited<ReturnType<typeof setUp>>;

  afterEach(() => scene.stop());

  it('tells in the plan what is met already, and leaves it out', async () => {
    scene = await setUp();
    // nothing was looked at, and nothing is met
    expect((await scene.progress()).goal).toEqual({
      title: 'Runs on Node.js 24',
      counts: { unknown: 3 },
      checkedUntil: expect.any(String),
    });
    await scene.drain(scene.createKeeper());
    expect((await scene.progress()).goal?.counts).toEqual({
      'not-met': 2,
      'met-without-pull-request': 1,
    });
    const { body } = await scene.call(
      'get',
      `/${scene.id}/targets?outcome=met-without-pull-request`,
    );
    expect(body).toMatchObject({
      totalItems: 1,
      items: [
        {
          repository: { name: 's1' },
          status: 'waiting',
          outcome: {
            outcome: 'met-without-pull-request',
            checkedAt: expect.any(String),
            nextCheckAt: expect.any(String),
            results: [
              {
                result: 'met',
                message: 'package.json has “24” at /engines/node.',
              },
            ],
          },
        },
      ],
      facets: { outcome: { 'not-met': 2, 'met-without-pull-request': 1 } },
    });
    expect(await scene.messageOf('s0')).toBe(
      'package.json has “22” at /engines/node, not “24”.',
    );
    expect(await scene.messageOf('s2')).toBe(
      'There is no package.json in the default branch.',
    );
    await scene
      .call('post', `/${scene.id}/targets/exclude`)
      .send({ ids: [body.items[0].id], reason: 'Already there' })
      .expect(200);
    await scene.start();
    await scene.look();
    expect((await scene.progress()).goal?.counts).toEqual({ 'not-met': 2 });
    expect(await scene.knex('agent_tasks')).toHaveLength(2);
    // what is left out is not looked at any more
    expect((await scene.rows())[1].due_at).toBeNull();
  });

  it('is looked at after the merge, slowly again, and after the end', async () => {
    scene = await setUp({ versions: ['22', '22'] });
    await scene.start();
    await scene.drain(scene.createKeeper());
    expect(await scene.outcomesOf()).toEqual({ s0: 'not-met', s1: 'not-met' });

    await scene.commit('s0', '24');
    await scene.merge('s0');
    await scene.merge('s1');
    // nothing is due but what was merged
    await scene.drain(scene.createKeeper());
    expect(await scene.outcomesOf()).toEqual({
      s0: 'merged-met',
      s1: 'merged-not-met',
    });
    const [met, notMet] = (await scene.rows()).map(
      ({ due_at: due }) => due!.getTime() - Date.now(),
    );
    expect(met).toBeGreaterThan(5 * HOUR);
    // the merge may not have arrived everywhere
    expect(notMet).toBeLessThan(HOUR / 10);

    // what has not changed costs nothing of the hour
    await scene.look();
    expect(scene.reads().slice(-2)).toEqual([304, 304]);
    expect((await scene.outcomesOf()).s0).toBe('merged-met');

    await scene.knex('agent_tasks').update({ phase: 'done' });
    await scene.knex('campaigns').update({ due_look_at: new Date(0) });
    await scene.broker.campaigns.keeper.run();
    expect(await scene.knex('campaigns').first()).toMatchObject({
      state: 'done',
    });
    await scene.commit('s0', '22');
    await scene.look();
    expect((await scene.outcomesOf()).s0).toBe('regressed');
    expect((await scene.progress()).goal).toMatchObject({
      counts: { regressed: 1, 'merged-not-met': 1 },
      checkedUntil: expect.any(String),
    });

    await scene.knex('campaigns').update({
      ended_at: new Date(Date.now() - outcomes.keepCheckingMs - 1_000),
    });
    const before = scene.reads().length;
    await scene.look();
    expect(scene.reads()).toHaveLength(before);
    expect((await scene.rows()).map(row => row.due_at)).toEqual([null, null]);
    expect((await scene.outcomesOf()).s0).toBe('regressed');
  });

  it.each([
    [{ type: 'status' as const, status: 500 }],
    [{ type: 'outage' as const }],
    [{ type: 'reset' as const }],
    [{ type: 'garbage' as const }],
    [{ type: 'rate-limit' as const, kind: 'primary' as const }],
    [{ type: 'rate-limit' as const, kind: 'secondary' as const }],
  ])(
    'is not known where GitHub fails with %j, and tried again',
    async effect => {
      scene = await setUp({ versions: ['24'] });
      await scene.look();
      const id = scene.simulator.faults.inject({
        match: { path: '/contents/' },
        effect,
      });
      await scene.look();
      expect(await scene.outcomesOf()).toEqual({ s0: 'unknown' });
      const [row] = await scene.rows();
      expect(row.failures).toBe(1);
      expect(row.results).toMatchObject([
        { result: 'met' },
        { result: 'unknown', message: expect.stringContaining('GitHub') },
      ]);
      expect(row.due_at!.getTime()).toBeLessThan(Date.now() + 61_000);
      const limited = effect.type === 'rate-limit';
      const state = await scene.knex('identity_states').first();
      expect(state?.paused_until !== null).toBe(limited);

      scene.simulator.faults.clear(id);
      await scene.recorder.flush();
      await scene.knex('identity_states').update({
        paused_until: null,
        rate_limit: null,
        rate_remaining: null,
      });
      await scene.look();
      expect(await scene.outcomesOf()).toEqual({
        s0: 'met-without-pull-request',
      });
      expect((await scene.rows())[0].failures).toBe(0);
    },
  );

  it('tells a file that is not there from a repository that is hidden', async () => {
    scene = await setUp({ versions: ['24', undefined], hidden: ['s0'] });
    await scene.look();
    expect(await scene.outcomesOf()).toEqual({ s0: 'unknown', s1: 'not-met' });
    expect(await scene.messageOf('s0')).toBe(
      'package.json: The identity cannot see the repository.',
    );
    // nobody else suffers from it
    expect((await scene.knex('identity_states').first())?.paused_until).toBe(
      null,
    );
  });

  it('waits where no identity has room, and counts what it reads', async () => {
    scene = await setUp({ versions: ['24'] });
    await scene.knex('identity_states').update({
      rate_limit: 5_000,
      rate_remaining: 2_000,
      rate_reset_at: new Date(Date.now() + 60_000),
    });
    await scene.look();
    expect(scene.reads()).toEqual([]);
    const [row] = await scene.rows();
    expect(row).toMatchObject({ failures: 0, results: [], lease_id: null });
    expect(row.due_at!.getTime()).toBeGreaterThan(Date.now() + 50_000);

    await scene.knex('identity_states').update({ rate_remaining: 5_000 });
    await scene.look();
    await scene.recorder.flush();
    expect(await scene.outcomesOf()).toEqual({
      s0: 'met-without-pull-request',
    });
    expect((await scene.knex('identity_states').first())?.rate_remaining).toBe(
      4_999,
    );
  });

  it('is looked at once by two replicas', async () => {
    const versions = Array.from({ length: 20 }, (_, index) =>
      index % 2 ? '24' : '22',
    );
    scene = await setUp({ versions });
    await Promise.all([1, 2].map(() => scene.drain(scene.createKeeper())));
    expect(scene.reads()).toHaveLength(20);
    expect((await scene.progress()).goal?.counts).toEqual({
      'not-met': 10,
      'met-without-pull-request': 10,
    });
  });

  it('loses nothing where a replica dies between reading and storing', async () => {
    let resume = () => {};
    const frozen = new Promise<void>(resolve => {
      resume = resolve;
    });
    const reached = jest.fn();
    scene = await setUp({
      versions: ['22'],
      outcome: { ...goal, check: { id: 'freeze' } },
      checks: [
        {
          id: 'freeze',
          check: async () => {
            reached();
            if (reached.mock.calls.length === 1) {
              await frozen;
            }
            return { result: 'met' };
          },
        },
      ],
    });
    const dying = scene.createKeeper().run();
    while (!reached.mock.calls.length) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    // it has read "22" and holds its lease, so nobody else looks
    const other = scene.createKeeper();
    await other.run();
    expect(reached).toHaveBeenCalledTimes(1);

    await scene.commit('s0', '24');
    const ended = new Date(Date.now() - 1);
    await scene
      .knex('campaign_outcomes')
      .update({ lease_until: ended, due_at: ended });
    await scene.drain(other);
    expect(await scene.outcomesOf()).toEqual({
      s0: 'met-without-pull-request',
    });

    // and what it has read too long ago is not stored
    resume();
    await dying;
    const [row] = await scene.rows();
    expect(row.outcome).toBe('met-without-pull-request');
    expect(row.results).toHaveLength(1);
    expect(row.due_at!.getTime()).toBeGreaterThan(Date.now() + HOUR);
  });

  it('looks again where a merge comes in the middle of a look', async () => {
    let merge = async () => {};
    scene = await setUp({
      versions: ['24'],
      outcome: { title: 'Done', check: { id: 'slow' } },
      checks: [
        {
          id: 'slow',
          check: async () => {
            await merge();
            return { result: 'not-met' };
          },
        },
      ],
    });
    await scene.start();
    merge = async () => {
      merge = async () => {};
      await scene.merge('s0');
      await scene.createKeeper().run();
    };
    await scene.createKeeper().run();
    const [row] = await scene.rows();
    expect(row.due_at!.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  it('asks the catalog, and knows nothing where it does not answer', async () => {
    scene = await setUp({
      versions: ['22'],
      outcome: {
        title: 'In production',
        catalog: {
          value: '${{ entity.spec.lifecycle }}',
          equals: 'production',
        },
      },
    });
    const mute = catalogServiceMock.mock();
    mute.getEntityByRef.mockRejectedValue(new Error('down'));
    await scene.look(scene.createKeeper(mute));
    expect(await scene.outcomesOf()).toEqual({ s0: 'unknown' });
    expect((await scene.rows())[0]).toMatchObject({
      failures: 1,
      results: [{ message: 'The catalog did not answer.' }],
    });
    await scene.look();
    expect(await scene.outcomesOf()).toEqual({
      s0: 'met-without-pull-request',
    });
    expect(scene.reads()).toEqual([]);
  });

  describe('checks of modules', () => {
    const outcome = {
      title: 'Scanned',
      check: { id: 'scan', with: { runtime: '${{ parameters.target }}' } },
    };
    const check = jest.fn<
      ReturnType<OutcomeCheck['check']>,
      Parameters<OutcomeCheck['check']>
    >();
    const checks = [{ id: 'scan', check }];

    it('are told the target, and read as its identity', async () => {
      scene = await setUp({ versions: ['24'], outcome, checks });
      check.mockImplementationOnce(async ({ repository }, { read }) => {
        const { default_branch: branch } = (await read(
          'GET /repos/{owner}/{repo}',
          { owner: repository?.owner, repo: repository?.name },
        )) as { default_branch: string };
        await expect(read('DELETE /repos/acme/s0')).rejects.toThrow('no GET');
        return { result: 'met', message: `Seen on ${branch}.` };
      });
      await scene.look();
      expect(check).toHaveBeenCalledWith(
        expect.objectContaining({
          campaignId: scene.id,
          repository: { host: TEST_HOST, owner: 'acme', name: 's0' },
          entityRef: 'component:default/s0',
          ownerRef: 'group:default/team-a',
          options: { runtime: 'node-24' },
        }),
        expect.anything(),
      );
      expect(await scene.messageOf('s0')).toBe('Seen on main.');
    });

    it.each<[string, () => Promise<unknown>, RegExp]>([
      ['throw', () => Promise.reject(new Error('off')), /could not say: off/],
      ['say nonsense', async () => ({ result: 'yes' }), /answered 'yes'/],
      ['say nothing', async () => undefined, /could not say/],
    ])('that %s are not known', async (_, say, message) => {
      scene = await setUp({ versions: ['24'], outcome, checks });
      check.mockImplementationOnce(say as never);
      await scene.look();
      expect(await scene.outcomesOf()).toEqual({ s0: 'unknown' });
      expect(await scene.messageOf('s0')).toMatch(message);
    });

    it('that are not there are not known', async () => {
      scene = await setUp({ versions: ['24'], outcome });
      await scene.look();
      expect(await scene.messageOf('s0')).toBe(
        "The backend has no outcome check 'scan'.",
      );
    });

    it('have ids of their own', async () => {
      scene = await setUp({ versions: [], outcome, checks });
      expect(() =>
        OutcomeKeeper.create({ checks: [...checks, ...checks] } as never),
      ).toThrow("There are two outcome checks 'scan'");
    });
  });

  it('is nothing where the template names no goal', async () => {
    scene = await setUp({ versions: ['24'], goal: false });
    expect((await scene.progress()).goal).toBeUndefined();
    const { body } = await scene.call('get', `/${scene.id}/targets`);
    expect(body.facets.outcome).toBeUndefined();
    expect(body.items[0].outcome).toBeUndefined();
    expect(await scene.rows()).toEqual([]);
  });
});
