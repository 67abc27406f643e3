import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { insertLaunched } from '../../../__testUtils__/insertLaunched';
import { createDatabase } from '../../../__testUtils__/createDatabase';
import type { PullReading } from '../../../github/mapPullRequest';
import type { PullRequestRow, TaskRow } from '../../rows';
import { applyPullReadings, PullAnswer } from './applyPullReadings';
import { claimPulls } from './claimPulls';
import { hastenPulls } from './hastenPulls';

const now = new Date();
const earlier = new Date(now.getTime() - 60_000);

function reading(more: Partial<PullReading> = {}): PullReading {
  return {
    globalId: 'PR_1',
    number: 12,
    url: 'https://github.test/acme/shop/pull/12',
    title: 'First commit',
    state: 'open',
    isDraft: false,
    headRef: 'copilot/first',
    updatedAt: earlier,
    ...more,
  };
}

describe('pull requests', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;

  beforeEach(async () => {
    knex = await createDatabase(databases);
  });

  const insert = (task: TaskRow, row: Partial<PullRequestRow> = {}) =>
    knex('pull_requests').insert({
      task_id: task.id,
      attempt_number: task.attempt_number,
      database_id: '1',
      global_id: 'PR_1',
      next_look_at: earlier,
      ...row,
    });
  const claim = (aheadMs = 0, ownTokenIds: string[] = []) =>
    claimPulls(knex, {
      identityIds: ['robot'],
      ownTokenIds,
      limit: 5,
      perQuery: 3,
      aheadMs,
      retryMs: 60_000,
    });
  const apply = (task: TaskRow, ...answers: Partial<PullAnswer>[]) =>
    knex.transaction(tx =>
      applyPullReadings(tx, {
        answers: answers.map(answer => ({
          taskId: task.id,
          databaseId: '1',
          ...answer,
        })),
        askedAt: now,
        intervalMs: 30_000,
      }),
    );
  const load = async ({ id }: TaskRow) =>
    await knex('agent_tasks').where({ id }).first();

  it('are claimed by one of many, with those that are due soon', async () => {
    for (let index = 0; index < 12; index++) {
      await insert(await insertLaunched(knex));
    }
    const claims = await Promise.all([claim(), claim(), claim(), claim()]);
    const ids = claims.flat().map(({ task_id }) => task_id);
    expect(ids).toHaveLength(12);
    expect(new Set(ids).size).toBe(12);
    expect(await claim()).toEqual([]);
    await knex('pull_requests').update({
      next_look_at: new Date(Date.now() + 60_000),
    });
    // those that were never read wait for their time
    const pulls = await knex('pull_requests');
    const read = pulls.slice(0, 6).map(({ task_id }) => task_id);
    await knex('pull_requests')
      .whereIn('task_id', read)
      .update({ read_at: now });
    expect(await claim(120_000)).toEqual([]);
    // one is due: its query is filled up, and no second one is begun
    await knex('pull_requests')
      .where('task_id', read[0])
      .update({ next_look_at: earlier });
    const filled = (await claim(120_000)).map(({ task_id }) => task_id);
    expect(filled).toHaveLength(3);
    expect(filled).toContain(read[0]);
    expect(read).toEqual(expect.arrayContaining(filled));
  });

  it('wait while their identity is paused, unless it reads with another token', async () => {
    await insert(await insertLaunched(knex));
    await knex('identity_states').update({
      paused_until: new Date(Date.now() + 60_000),
    });
    expect(await claim()).toEqual([]);
    expect(await claim(0, ['robot'])).toHaveLength(1);
  });

  it('carry the task to its end, and tell each step once', async () => {
    const task = await insertLaunched(knex, {
      agent_state: 'completed',
      pull_pending: true,
      settled_at: earlier,
    });
    await insert(task);
    await apply(task, { reading: reading() });
    expect(await load(task)).toMatchObject({
      phase: 'in-review',
      pull_state: 'open',
      pull_pending: false,
    });
    const told = (await knex('outbox')).length;
    expect(await apply(task, { reading: reading() })).toEqual([]);
    expect((await knex('outbox')).length).toBe(told);
    await apply(task, { reading: reading({ state: 'merged' }) });
    expect(await load(task)).toMatchObject({ phase: 'done' });
    await apply(task, { reading: reading({ state: 'closed' }) });
    expect(await load(task)).toMatchObject({ phase: 'done' });
  });

  it('of an earlier attempt are followed, and do not touch the task', async () => {
    const task = await insertLaunched(knex, { attempt_number: 2 });
    await insert(task, { attempt_number: 1 });
    await apply(task, { reading: reading({ state: 'merged' }) });
    expect(await load(task)).toMatchObject({
      pull_state: null,
      phase: 'running',
    });
    expect(await knex('pull_requests').first()).toMatchObject({
      state: 'merged',
      next_look_at: null,
    });
  });

  it('hold a task in review while one of several is open', async () => {
    const task = await insertLaunched(knex, { agent_state: 'completed' });
    await insert(task);
    await insert(task, { database_id: '2', global_id: 'PR_2' });
    await apply(
      task,
      { reading: reading({ state: 'merged' }) },
      {
        databaseId: '2',
        reading: reading({ globalId: 'PR_2', number: 13, state: 'draft' }),
      },
    );
    expect(await load(task)).toMatchObject({ phase: 'in-review' });
    await apply(task, {
      databaseId: '2',
      reading: reading({ globalId: 'PR_2', number: 13, state: 'closed' }),
    });
    expect(await load(task)).toMatchObject({ phase: 'done' });
  });

  it('that nobody finds hold a settled task up for ten minutes', async () => {
    const task = await insertLaunched(knex, {
      agent_state: 'completed',
      pull_pending: true,
      settled_at: new Date(now.getTime() - 60_000),
    });
    await insert(task);
    await apply(task, {});
    expect(await load(task)).toMatchObject({ phase: 'running' });
    await knex('agent_tasks').update({
      settled_at: new Date(now.getTime() - 11 * 60_000),
    });
    await apply(task, {});
    expect(await load(task)).toMatchObject({ phase: 'done-without-change' });
    // found at last
    await apply(task, { reading: reading() });
    expect(await load(task)).toMatchObject({ phase: 'in-review' });
  });

  it('are read sooner after a hint, also once they were closed', async () => {
    const task = await insertLaunched(knex);
    await insert(task, { number: 12, state: 'closed', next_look_at: null });
    const hint = {
      host: task.host,
      owner: 'ACME',
      name: 'Shop',
      numbers: [12],
      headRefs: [],
    };
    expect(await hastenPulls(knex, { ...hint, numbers: [13] })).toBe(0);
    expect(await hastenPulls(knex, { ...hint, name: 'other' })).toBe(0);
    expect(await hastenPulls(knex, hint)).toBe(1);
    expect(await claim()).toHaveLength(1);
    await knex('pull_requests').update({ state: 'merged', next_look_at: null });
    expect(await hastenPulls(knex, hint)).toBe(0);
  });
});
