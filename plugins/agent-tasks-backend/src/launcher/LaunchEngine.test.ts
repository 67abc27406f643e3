import type { GitHubSimulator } from '@agent-tasks/github-simulator';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  allowed,
  createDatabase,
  gitHubIdentities,
  insertTask,
  quickLaunchConfig,
  startGitHub,
} from '../__testUtils__';
import { AnswerRecorder } from '../identities/AnswerRecorder';
import { GitHubClients } from '../identities/GitHubClients';
import { LaunchQueue } from '../queue/LaunchQueue';
import { LaunchEngine } from './LaunchEngine';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('LaunchEngine', () => {
  let knex: Knex;
  let github: GitHubSimulator;
  const engines: LaunchEngine[] = [];

  beforeEach(async () => {
    knex = await createDatabase(databases);
    github = await startGitHub();
  });

  afterEach(async () => {
    await Promise.all(engines.splice(0).map(engine => engine.stop()));
    await github.stop();
  });

  async function startEngine() {
    const logger = mockServices.logger.mock();
    const identities = gitHubIdentities(github.apiBaseUrl, 'a', 'b');
    const recorder = new AnswerRecorder({ knex, logger });
    const engine = LaunchEngine.create({
      config: {
        ...quickLaunchConfig,
        concurrency: {},
        launch: { timeoutMs: 1_000, leaseMs: 3_000 },
        reconcile: { ...quickLaunchConfig.reconcile, windowMs: 60_000 },
      },
      knex,
      logger,
      identities,
      clients: GitHubClients.create({ identities, recorder, logger }),
      guard: async () => allowed,
      findAgentFile: async () => undefined,
    });
    engines.push(engine);
    await engine.start();
    return engine;
  }

  async function until(condition: () => Promise<boolean>, seconds = 40) {
    const end = Date.now() + seconds * 1000;
    while (!(await condition())) {
      if (Date.now() > end) {
        const rows = await knex('agent_tasks')
          .whereNot('launch_state', 'launched')
          .select('launch_state', 'failure_message', 'held')
          .limit(5);
        throw new Error(`It did not happen in time: ${JSON.stringify(rows)}`);
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  const countLaunched = async () =>
    Number(
      (
        await knex('agent_tasks')
          .where('launch_state', 'launched')
          .count({ count: '*' })
          .first()
      )?.count,
    );

  async function expectOneEach(count: number) {
    const rows = await knex('agent_tasks').select('github_task_id');
    const tasks = await github.control.listTasks();
    expect(tasks).toHaveLength(count);
    expect(tasks.map(task => task.id).sort()).toEqual(
      rows.map(row => row.github_task_id).sort(),
    );
  }

  it('takes a submitted task to GitHub in a fraction of a second', async () => {
    const engine = await startEngine();
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      const before = github.requests.length;
      const started = performance.now();
      await insertTask(knex);
      engine.poke();
      while (
        !github.requests
          .slice(before)
          .some(request => request.method === 'POST')
      ) {
        await new Promise(resolve => setTimeout(resolve, 1));
      }
      waits.push(performance.now() - started);
    }
    waits.sort((a, b) => a - b);
    // measured 25 ms at idle; polling alone would take 500 and more
    expect(waits[6]).toBeLessThan(300);
    await until(async () => (await countLaunched()) === 12);
    await expectOneEach(12);
  });

  it('launches each task once from three replicas while answers get lost', async () => {
    for (const effect of [
      { type: 'reset', when: 'after' },
      { type: 'status', status: 502, when: 'after' },
      { type: 'hang', when: 'after' },
    ] as const) {
      github.faults.inject({
        match: { method: 'POST', path: '/tasks$' },
        after: 5,
        times: 2,
        probability: 0.3,
        effect,
      });
    }
    const replicas = await Promise.all([
      startEngine(),
      startEngine(),
      startEngine(),
    ]);
    await knex.transaction(async tx => {
      for (let i = 0; i < 60; i++) {
        await insertTask(tx, { title: `Task ${i}` });
      }
    });
    replicas.forEach(replica => replica.poke());
    await until(async () => (await countLaunched()) === 60, 90);
    await expectOneEach(60);
    // the faults did happen
    expect(
      await knex('task_timeline').where('kind', 'launch-unknown'),
    ).not.toEqual([]);
  });

  it('hands over at a stop, and finds what was left at a start', async () => {
    const first = await startEngine();
    github.faults.inject({
      match: { method: 'POST', path: '/tasks$' },
      effect: { type: 'delay', ms: 400 },
    });
    for (let i = 0; i < 10; i++) {
      await insertTask(knex);
    }
    first.poke();
    await until(
      async () =>
        (await knex('agent_tasks').where('launch_state', 'launching')).length >
        0,
    );
    engines.splice(0);
    await first.stop();
    // nothing is under way any more
    expect(
      await knex('agent_tasks').where('launch_state', 'launching'),
    ).toEqual([]);
    await insertTask(knex);
    await startEngine();
    await until(async () => (await countLaunched()) === 11);
    await expectOneEach(11);
  });

  it('starts although the database drops its connections meanwhile', async () => {
    const start = jest
      .spyOn(LaunchQueue.prototype, 'start')
      .mockRejectedValueOnce(new Error('Connection terminated unexpectedly'));
    await startEngine();
    expect(start).toHaveBeenCalledTimes(2);
    start.mockRestore();
    await insertTask(knex);
    await until(async () => (await countLaunched()) === 1);
    await expectOneEach(1);
  });

  it('goes on when the database drops every connection', async () => {
    const engine = await startEngine();
    await insertTask(knex);
    engine.poke();
    await until(async () => (await countLaunched()) === 1);
    await knex
      .raw(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      )
      .catch(() => undefined);
    await insertTask(knex);
    await until(async () => (await countLaunched()) === 2);
    await expectOneEach(2);
    expect(await knex('agent_task_attempts').select('outcome')).toEqual([
      { outcome: 'accepted' },
      { outcome: 'accepted' },
    ]);
  });
});
