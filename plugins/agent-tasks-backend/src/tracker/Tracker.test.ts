import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { startTracking, Tracking } from '../__testUtils__/startTracking';
import { createDatabase } from '../__testUtils__/createDatabase';
import type { TaskRow } from '../database/rows';

jest.setTimeout(60_000);

describe('the tracker', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let tracking: Tracking;

  beforeEach(async () => {
    knex = await createDatabase(databases);
  });

  afterEach(async () => {
    await tracking?.stop();
  });

  const lists = (until?: (query: string) => boolean) =>
    tracking.simulator.requests.filter(
      ({ method, path, query }) =>
        method === 'GET' &&
        path.endsWith('/agents/tasks') &&
        (!until || until(query)),
    ).length;
  const singles = () =>
    tracking.simulator.requests.filter(({ path }) =>
      /\/agents\/tasks\/[^/]+$/.test(path),
    ).length;

  it('costs one list for each interval, and one reading for each end', async () => {
    const intervalMs = 500;
    tracking = await startTracking(knex, {
      tracking: { activeIntervalMs: intervalMs, fullSweepIntervalMs: 2_000 },
      simulator: { limits: { contentPerMinute: 1_000 } },
    });
    const { simulator, launch, until } = tracking;
    const tasks: TaskRow[] = [];
    for (let index = 0; index < 40; index++) {
      tasks.push(await launch({ create_pull_request: false }));
    }
    await until(tasks[39].id, { agent_state: 'in_progress' });
    const [listsBefore, singlesBefore] = [lists(), singles()];
    const start = Date.now();
    for (const task of tasks.slice(0, 10)) {
      await simulator.control.fail(task.github_task_id ?? '', 'It broke');
    }
    for (const task of tasks.slice(0, 10)) {
      await until(task.id, { phase: 'failed' });
    }
    await new Promise(resolve => setTimeout(resolve, 4_000));
    const lowerBound = (Date.now() - start) / intervalMs;
    expect(lists() - listsBefore).toBeLessThanOrEqual(lowerBound * 1.1 + 1);
    expect(singles() - singlesBefore).toBe(10);
    // staleness: the others were confirmed without a request of their own
    const stale = await knex('agent_tasks')
      .where('agent_state', 'in_progress')
      .where('read_at', '<', new Date(Date.now() - 20_000));
    expect(stale).toEqual([]);
  });

  it('is one for an identity, whichever of two replicas', async () => {
    tracking = await startTracking(knex, {
      replicas: 2,
      tracking: { activeIntervalMs: 300, fullSweepIntervalMs: 300 },
    });
    const { simulator, launch, until, trackers } = tracking;
    const task = await launch();
    trackers.forEach(tracker => tracker.poke(task.id));
    await until(task.id, { pull_state: 'draft' });
    const before = lists();
    const start = Date.now();
    await new Promise(resolve => setTimeout(resolve, 3_000));
    expect(lists() - before).toBeLessThanOrEqual(
      (Date.now() - start) / 300 + 1,
    );
    // one ends in the middle: the other goes on
    await trackers[0].stop();
    await simulator.control.fail(task.github_task_id ?? '', 'It broke');
    await until(task.id, { phase: 'failed' });
    const told = await knex('task_timeline')
      .where('task_id', task.id)
      .whereRaw(`data->>'state' = 'failed'`);
    expect(told).toHaveLength(1);
  });

  it('looks sooner after a webhook, and at nothing after a strange one', async () => {
    tracking = await startTracking(knex, {
      tracking: {
        activeIntervalMs: 60_000,
        idleIntervalMs: 60_000,
        fullSweepIntervalMs: 60_000,
        pullRequestIntervalMs: 60_000,
      },
    });
    const { simulator, launch, until, publish } = tracking;
    const task = await launch();
    await waitFor(async () => {
      const { branch } = await simulator.control.getTask(
        task.github_task_id ?? '',
      );
      return Boolean(branch);
    });
    await waitFor(async () => {
      const [state] = await knex('identity_states');
      return state.swept_at !== null && state.sweep_lease_id === null;
    });
    await simulator.clock.advance(1_000);
    await simulator.control.complete(task.github_task_id ?? '');
    const { pullNumber: number } = await simulator.control.getTask(
      task.github_task_id ?? '',
    );
    await publish('github.pull_request', { repository: null });
    await publish('github.pull_request', {
      action: 'review_requested',
      repository: {
        name: 'Shop',
        owner: { login: 'ACME' },
        html_url: `${simulator.url}/ACME/Shop`,
      },
      pull_request: { number, head: { ref: 'other' } },
    });
    await until(task.id, { phase: 'in-review', pull_state: 'draft' });
    const before = lists();
    await publish('github.pull_request', {
      action: 'closed',
      repository: {
        name: 'elsewhere',
        owner: { login: 'acme' },
        html_url: `${simulator.url}/acme/elsewhere`,
      },
      pull_request: { number, head: { ref: 'other' } },
    });
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(lists()).toBe(before);
  });

  it('reads a task that has been silent by itself', async () => {
    tracking = await startTracking(knex, {
      tracking: {
        activeIntervalMs: 60_000,
        fullSweepIntervalMs: 60_000,
        silentAfterMs: 1_000,
      },
    });
    const { simulator, launch, until } = tracking;
    const task = await launch({
      next_look_at: new Date(Date.now() + 300),
      create_pull_request: false,
    });
    await until(task.id, { agent_state: 'in_progress' });
    // archived tasks are in no list
    await simulator.control.archive(task.github_task_id ?? '');
    await simulator.clock.advance(1_000);
    await simulator.control.fail(task.github_task_id ?? '', 'It broke');
    const failed = await until(task.id, { phase: 'failed' });
    expect(failed.failure_message).toBe('It broke');
  });

  it('calls the roll of silent tasks, and reads whom no list names', async () => {
    tracking = await startTracking(knex, {
      tracking: { activeIntervalMs: 60_000, fullSweepIntervalMs: 60_000 },
      simulator: { limits: { contentPerMinute: 1_000 } },
    });
    const { simulator, launch, load, trackers } = tracking;
    const tasks: TaskRow[] = [];
    for (let index = 0; index < 12; index++) {
      tasks.push(await launch({ create_pull_request: false }));
    }
    await waitFor(async () => {
      const [state] = await knex('identity_states');
      return state.swept_at !== null && state.sweep_lease_id === null;
    });
    const [hidden, stalled, ...rest] = tasks;
    await simulator.control.archive(hidden.github_task_id ?? '');
    await knex('agent_tasks')
      .where('id', stalled.id)
      .update({ github_updated_at: new Date(Date.now() - 61 * 60_000) });
    const [listsBefore, singlesBefore] = [lists(), singles()];
    await knex('agent_tasks').update({ next_look_at: new Date() });
    trackers[0].poke();
    await waitFor(async () => {
      const due = await knex('agent_tasks').where(
        'next_look_at',
        '<',
        new Date(Date.now() + 50_000),
      );
      return due.length === 0;
    });
    expect(lists() - listsBefore).toBe(1);
    expect(singles() - singlesBefore).toBe(2);
    expect(await load(rest[0].id)).toMatchObject({
      agent_state: 'in_progress',
      phase: 'running',
    });
  });

  it('stops asking with a token that GitHub rejects', async () => {
    tracking = await startTracking(knex);
    const { simulator, launch, until } = tracking;
    const task = await launch();
    await until(task.id, { pull_state: 'draft' });
    await simulator.control.revokeToken('ghp_robot');
    await waitFor(async () => {
      const [state] = await knex('identity_states');
      return state.quarantined;
    });
    await new Promise(resolve => setTimeout(resolve, 300));
    const before = lists();
    await new Promise(resolve => setTimeout(resolve, 1_000));
    expect(lists()).toBe(before);
  });
});

async function waitFor(holds: () => boolean | Promise<boolean>) {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) {
      throw new Error('It did not happen within 10 s');
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
