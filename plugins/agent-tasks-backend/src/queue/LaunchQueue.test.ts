import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { createDatabase } from '../__testUtils__';
import { knexDatabase } from './knexDatabase';
import { LaunchQueue } from './LaunchQueue';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const logger = mockServices.logger.mock();

async function until(condition: () => boolean) {
  const end = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error('It did not happen within 20 s');
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

const ids = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
  );

describe('LaunchQueue', () => {
  let knex: Knex;
  const queues: LaunchQueue[] = [];

  async function startQueue() {
    const queue = LaunchQueue.create({ knex, logger });
    queues.push(queue);
    await queue.start();
    return queue;
  }

  beforeEach(async () => {
    knex = await createDatabase(databases);
  });

  afterEach(async () => {
    await Promise.all(queues.splice(0).map(queue => queue.stop(1_000)));
  });

  it('gives every job to one of two replicas, only after the commit', async () => {
    const a = await startQueue();
    const b = await startQueue();
    const seen: string[] = [];
    await a.work(async taskId => void seen.push(taskId));
    await b.work(async taskId => void seen.push(taskId));
    await knex.transaction(async tx => {
      await a.enqueue(tx, ids(100));
      await new Promise(resolve => setTimeout(resolve, 700));
      expect(seen).toEqual([]);
    });
    await until(() => seen.length >= 100);
    expect([...seen].sort()).toEqual(ids(100));
    await expect(
      knex.transaction(async tx => {
        await a.enqueue(tx, ids(1));
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await new Promise(resolve => setTimeout(resolve, 700));
    expect(seen).toHaveLength(100);
  });

  it('installs once where replicas start together', async () => {
    await Promise.all([startQueue(), startQueue(), startQueue()]);
    expect(await knex('agent_tasks_queue.queue').select('name')).toContainEqual(
      { name: 'launch' },
    );
  });

  it('enqueues in a transaction of a pool with one connection', async () => {
    const single = knexFactory({
      ...knex.client.config,
      pool: { min: 0, max: 1, acquireTimeoutMillis: 5_000 },
    });
    const queue = LaunchQueue.create({ knex: single, logger });
    queues.push(queue);
    await queue.start();
    await single.transaction(tx => queue.enqueue(tx, ids(2)));
    const seen: string[] = [];
    await queue.work(async taskId => void seen.push(taskId));
    await until(() => seen.length === 2);
    expect([...seen].sort()).toEqual(ids(2));
    await Promise.all(queues.splice(0).map(q => q.stop(1_000)));
    await single.destroy();
  });

  it('gives no broken transaction back to the pool', async () => {
    const single = knexFactory({
      ...knex.client.config,
      pool: { min: 0, max: 1, acquireTimeoutMillis: 5_000 },
    });
    const { executeSql } = knexDatabase({ knex: single, logger });
    await expect(executeSql('BEGIN; SELECT 1/0; COMMIT;')).rejects.toThrow(
      'division by zero',
    );
    expect(await executeSql('SELECT $1::int AS one', [1])).toMatchObject({
      rows: [{ one: 1 }],
    });
    await single.destroy();
  });

  it('wakes a worker within a fraction of the polling interval', async () => {
    const queue = await startQueue();
    const waits: number[] = [];
    let sentAt = 0;
    await queue.work(async () => void waits.push(performance.now() - sentAt));
    await new Promise(resolve => setTimeout(resolve, 1_000));
    for (let i = 0; i < 10; i++) {
      sentAt = performance.now();
      await knex.transaction(tx => queue.enqueue(tx, ids(1)));
      await until(() => waits.length > i);
    }
    // polling alone would take 0.5 to 5 s; the rest is for a busy machine
    expect([...waits].sort((x, y) => x - y)[5]).toBeLessThan(250);
  });

  it('gives a failed job out again', async () => {
    const queue = await startQueue();
    let calls = 0;
    await queue.work(async () => {
      calls++;
      if (calls === 1) {
        throw new Error('the database went away');
      }
    });
    await knex.transaction(tx => queue.enqueue(tx, ids(1)));
    await until(() => calls === 2);
    await new Promise(resolve => setTimeout(resolve, 1_000));
    expect(calls).toBe(2);
  });

  it('hears again after its connection was cut', async () => {
    const queue = await startQueue();
    const seen: string[] = [];
    await queue.work(async taskId => void seen.push(taskId));
    await knex.raw(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await new Promise(resolve => setTimeout(resolve, 2_000));
    const { rows } = await knex.raw(
      `select count(*)::int as listening from pg_stat_activity
       where datname = current_database() and query ilike 'listen %'`,
    );
    expect(rows).toEqual([{ listening: 1 }]);
    await knex.transaction(tx => queue.enqueue(tx, ids(3)));
    await until(() => seen.length === 3);
  });
});
