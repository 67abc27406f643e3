import { GitHubSimulator } from '@agent-tasks/github-simulator';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { createDatabase } from '../__testUtils__/createDatabase';
import { createIdentities } from '../__testUtils__/createIdentities';
import { insertLaunched } from '../__testUtils__/insertLaunched';
import { claimBypassSweep } from '../database/operations/bypass/claimBypassSweep';
import { finishBypassSweep } from '../database/operations/bypass/finishBypassSweep';
import { governLaunched } from '../database/operations/bypass/governLaunched';
import { keepBypassSweep } from '../database/operations/bypass/keepBypassSweep';
import type { TaskRow } from '../database/rows';
import { createTask } from '../github/createTask';
import { AnswerRecorder } from '../identities/AnswerRecorder';
import { GitHubClients } from '../identities/GitHubClients';
import { withMarker } from '../launcher/marker';
import { ReadFailures } from '../tracker/ReadFailures';
import { BypassSweeper } from './BypassSweeper';

jest.setTimeout(60_000);

const bypass = { enabled: true, intervalMs: 0, lookBackMs: 7 * 86_400_000 };
const repository = { owner: 'acme', name: 'shop' };

/** A simulated GitHub with a robot of ours and somebody else, and sweepers on it. */
async function setUp(knex: Knex) {
  const simulator = await GitHubSimulator.start({
    agent: {
      queuedMs: 0,
      workMs: 60_000,
      jitter: 0,
      rules: [{ outcome: 'hold' }],
    },
    seed: {
      organizations: [{ login: 'acme', members: ['robot', 'mallory'] }],
      users: [{ login: 'robot' }, { login: 'mallory' }],
      tokens: [
        { token: 'ghp_robot', user: 'robot' },
        { token: 'ghp_mallory', user: 'mallory' },
      ],
      repositories: [{ ...repository, files: { 'README.md': '# Shop' } }],
    },
  });
  const shared = { host: simulator.host, apiBaseUrl: simulator.apiBaseUrl };
  const identities = createIdentities(
    { ...shared, id: 'robot', token: 'ghp_robot' },
    { ...shared, id: 'mallory', token: 'ghp_mallory', repositories: ['no/*'] },
  );
  const logger = mockServices.logger.mock();
  const recorder = new AnswerRecorder({ knex, logger });
  const clients = GitHubClients.create({ identities, recorder, logger });
  const onFound = jest.fn();
  const createSweeper = () =>
    new BypassSweeper({
      knex,
      logger,
      identities,
      client: id => clients.get(id),
      failures: new ReadFailures({ knex, logger }),
      bypass,
      onFound,
    });
  const sweeper = createSweeper();
  return {
    simulator,
    onFound,
    /** Starts a task at GitHub, past the broker. */
    start: (prompt: string, who = 'mallory') =>
      createTask(clients.get(who), {
        ...repository,
        prompt,
        createPullRequest: false,
      }),
    /** A task of ours as the launcher leaves it. */
    ours: (row: Partial<TaskRow> = {}) =>
      insertLaunched(knex, { host: simulator.host, ...row }),
    look: async (other = sweeper) => {
      // every task has its session by then, and with it the prompt
      await simulator.clock.advance(0);
      await governLaunched(knex, 0);
      await knex('bypass_sweeps').update({ due_at: new Date(0) });
      return await other.run(new AbortController().signal);
    },
    createSweeper,
    stop: async () => {
      await recorder.flush();
      await simulator.stop();
    },
  };
}

describe('BypassSweeper', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let world: Awaited<ReturnType<typeof setUp>>;

  beforeEach(async () => {
    knex = await createDatabase(databases);
    world = await setUp(knex);
  });

  afterEach(() => world.stop());

  const findings = () => knex('bypass_findings').orderBy('seq');
  const markerOf = async (task: TaskRow) => {
    const [attempt] = await knex('agent_task_attempts').where({
      task_id: task.id,
    });
    return attempt.marker;
  };

  it('finds what no intent explains, once, with its creator, audited and told', async () => {
    const mine = await world.start('Ours', 'robot');
    await world.ours({ github_task_id: mine.id });
    const foreign = await world.start('Delete the tests');
    // the account of the identity, used by hand
    const byHand = await world.start('By hand', 'robot');
    await world.look();
    expect(await findings()).toMatchObject([
      {
        github_task_id: foreign.id,
        github_task_url: foreign.url,
        creator_login: 'mallory',
        kind: 'no-intent',
        status: 'open',
        entity_ref: 'component:default/shop',
        owner_ref: 'group:default/shop-team',
      },
      { github_task_id: byHand.id, creator_login: 'robot' },
    ]);
    await world.look();
    expect(await findings()).toHaveLength(2);
    expect(
      await knex('audit_events').where({ action: 'bypass.found' }),
    ).toHaveLength(2);
    expect(await knex('outbox').where({ kind: 'bypass-found' })).toMatchObject([
      {
        entity_ref: 'component:default/shop',
        payload: {
          repository: 'acme/shop',
          count: 2,
          owner: 'group:default/shop-team',
        },
      },
    ]);
    expect(world.onFound).toHaveBeenCalledTimes(1);
  });

  it('is not deceived by a marker that was copied', async () => {
    const mine = await world.start('Ours', 'robot');
    const task = await world.ours({ github_task_id: mine.id });
    const copy = await world.start(
      withMarker('Mine, really', await markerOf(task)),
    );
    await world.look();
    expect(await findings()).toMatchObject([
      {
        github_task_id: copy.id,
        kind: 'marker-copied',
        marker_task_id: task.id,
      },
    ]);
  });

  it('waits for a launch whose outcome is unknown, and then decides', async () => {
    const task = await world.ours({
      launch_state: 'launch_unknown',
      agent_state: null,
      github_task_id: null,
    });
    const lost = await world.start(
      withMarker('Ours', await markerOf(task)),
      'robot',
    );
    await world.look();
    await world.look();
    expect(await findings()).toEqual([]);
    // the reconciler has adopted it
    await knex('agent_task_attempts').update({ github_task_id: lost.id });
    await knex('agent_tasks').update({ launch_state: 'launched' });
    await world.look();
    expect(await findings()).toEqual([]);
    // and if a person had given it up instead
    await knex('agent_task_attempts').update({ github_task_id: null });
    await knex('agent_tasks').update({ launch_state: 'launch_failed' });
    await world.look();
    expect(await findings()).toMatchObject([{ github_task_id: lost.id }]);
    // until it is taken by a decision about the launch
    await knex('agent_task_attempts').update({ github_task_id: lost.id });
    await world.look();
    expect(await findings()).toMatchObject([
      {
        status: 'adopted',
        adopted_task_id: task.id,
        decided_by: 'plugin:agent-tasks',
      },
    ]);
  });

  it('finds archived tasks, and more than a page', async () => {
    await world.ours();
    const archived = await world.start('Hidden');
    await world.simulator.control.archive(archived.id);
    await world.simulator.clock.advance(60_000);
    for (let number = 0; number < 70; number++) {
      await world.start(`Task ${number}`);
    }
    // GitHub lets nobody create more in a minute
    await world.simulator.clock.advance(61_000);
    for (let number = 0; number < 40; number++) {
      await world.start(`Late task ${number}`);
    }
    await world.look();
    const found = await findings();
    expect(found).toHaveLength(111);
    expect(found.map(row => row.github_task_id)).toContain(archived.id);
  });

  it('leaves an identity alone that has no room, and GitHub that does not answer', async () => {
    await world.ours();
    await world.start('Foreign');
    await knex('identity_states').update({
      rate_limit: 5_000,
      rate_remaining: 100,
      rate_reset_at: new Date(Date.now() + 60_000),
    });
    const before = world.simulator.requests.length;
    expect(await world.look()).toBe(true);
    expect(world.simulator.requests).toHaveLength(before);
    expect(await knex('bypass_sweeps').first()).toMatchObject({
      last_error: 'No identity has room to read it now.',
      swept_at: null,
    });

    await knex('identity_states').update({ rate_remaining: 5_000 });
    const id = world.simulator.faults.inject({
      match: { method: 'GET', path: '/tasks$' },
      effect: { type: 'status', status: 502 },
    });
    await world.look();
    expect(await findings()).toEqual([]);
    expect((await knex('bypass_sweeps').first())?.last_error).toBeTruthy();

    world.simulator.faults.clear(id);
    await world.look(world.createSweeper());
    expect(await findings()).toHaveLength(1);
    expect(await knex('bypass_sweeps').first()).toMatchObject({
      last_error: null,
      swept_at: expect.any(Date),
    });
  });

  describe('the lease', () => {
    const claim = (leaseMs = 60_000) =>
      claimBypassSweep(knex, {
        leaseId: randomUUID(),
        leaseMs,
        governedWithinMs: 86_400_000,
      });

    beforeEach(async () => {
      await world.ours();
      await world.ours({ repository_name: 'api' });
      await governLaunched(knex, 0);
    });

    it('is given to one of many replicas, for one repository of several', async () => {
      const claims = await Promise.all(
        Array.from({ length: 8 }, () => claim()),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await claim()).toBeUndefined();
    });

    it("is another's after its end, and the first writes nothing any more", async () => {
      const first = await claim(30);
      await new Promise(resolve => setTimeout(resolve, 60));
      const second = await claim();
      if (!first || !second) {
        throw new Error('Both were to get it');
      }
      expect(second.repository).toBe(first.repository);
      const late = {
        repository: first.repository,
        leaseId: first.lease_id,
      };
      expect(
        await knex.transaction(tx =>
          keepBypassSweep(tx, {
            ...late,
            leaseMs: 60_000,
            watermark: new Date(),
            archived: false,
          }),
        ),
      ).toBe(false);
      expect(await finishBypassSweep(knex, { ...late, dueInMs: 0 })).toBe(
        false,
      );
      expect(
        await finishBypassSweep(knex, {
          repository: second.repository,
          leaseId: second.lease_id,
          dueInMs: 0,
        }),
      ).toBe(true);
    });
  });
});
