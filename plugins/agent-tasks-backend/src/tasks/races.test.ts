import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import createKnex, { Knex } from 'knex';
import { createTestBroker } from '../__testUtils__/TestBroker';
import { lockTask } from '../database/operations/tasks/lockTask';
import { transitionTask } from '../database/operations/tasks/transitionTask';
import type { Caller } from './TaskService';

jest.setTimeout(120_000);

const caller: Caller = {
  credentials: mockCredentials.user('user:default/alice'),
  actor: 'user:default/alice',
  userRef: 'user:default/alice',
  requestId: 'test',
};
const valid = {
  template: 'migrate',
  entityRef: 'component:default/orders',
  parameters: { target: 'node-24' },
};

describe('AgentTaskService with two connections', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let one: Knex;
  let two: Knex;
  let first: Awaited<ReturnType<typeof createTestBroker>>;
  let second: Awaited<ReturnType<typeof createTestBroker>>;

  beforeAll(async () => {
    one = await databases.init('POSTGRES_18');
    two = createKnex({
      client: 'pg',
      connection: one.client.config.connection,
      pool: { min: 0, max: 10 },
    });
    first = await createTestBroker({ knex: one });
    second = await createTestBroker({ knex: two });
  });

  afterAll(async () => {
    await two.destroy();
  });

  it('T10: makes one task of many requests with one key', async () => {
    for (const round of [1, 2, 3, 4, 5]) {
      const request = { ...valid, idempotencyKey: `round-${round}` };
      const answers = await Promise.all(
        [first, second, first, second, first, second].map(({ service }) =>
          service.submit(request, caller),
        ),
      );
      expect(new Set(answers.map(({ task }) => task.id)).size).toBe(1);
      expect(answers.filter(({ created }) => created)).toHaveLength(1);
    }
    expect(await one('agent_tasks')).toHaveLength(5);
    expect(
      await one('audit_events').where({ action: 'task.submit' }),
    ).toHaveLength(5);
    expect(await one('template_versions')).toHaveLength(1);
  });

  it('gives one key to one of two different requests', async () => {
    const answers = await Promise.allSettled([
      first.service.submit({ ...valid, idempotencyKey: 'x' }, caller),
      second.service.submit(
        { ...valid, ticket: 'OPS-1', idempotencyKey: 'x' },
        caller,
      ),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { name: 'ConflictError' },
    });
  });

  it('lets a withdrawal or a launch win, never both', async () => {
    const launch = async (id: string) =>
      two.transaction(async tx => {
        const row = await tx('agent_tasks').where({ id }).first();
        if (row?.launch_state !== 'queued') {
          return undefined;
        }
        return transitionTask(tx, {
          task: row,
          event: 'begin-launch',
          patch: { attempt_number: 1 },
        });
      });
    for (let round = 0; round < 10; round++) {
      const { task } = await first.service.submit(valid, caller);
      const [withdrawn, launched] = await Promise.allSettled([
        first.service.withdraw(task.id, {}, caller),
        launch(task.id),
      ]);
      const wins = [
        withdrawn.status === 'fulfilled',
        launched.status === 'fulfilled' && launched.value !== undefined,
      ];
      expect(wins.filter(Boolean)).toHaveLength(1);
      const row = await one('agent_tasks').where({ id: task.id }).first();
      expect(row?.launch_state).toBe(wins[0] ? 'withdrawn' : 'launching');
    }
  });

  it('withdraws what a launcher holds only after it has decided', async () => {
    const { task } = await first.service.submit(valid, caller);
    let withdrawal: Promise<unknown> = Promise.resolve();
    await two.transaction(async tx => {
      const row = await lockTask(tx, task.id);
      withdrawal = first.service
        .withdraw(task.id, {}, caller)
        .catch(error => error.name);
      await new Promise(resolve => setTimeout(resolve, 100));
      await transitionTask(tx, {
        task: row!,
        event: 'begin-launch',
        patch: { attempt_number: 1 },
      });
    });
    expect(await withdrawal).toBe('ConflictError');
  });

  it('queues one new attempt of two retries', async () => {
    const { task } = await first.service.submit(valid, caller);
    await one('agent_tasks')
      .where({ id: task.id })
      .update({ launch_state: 'launch_failed', phase: 'failed' });
    const answers = await Promise.allSettled([
      first.service.retry(task.id, {}, caller),
      second.service.retry(task.id, {}, caller),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(
      await one('task_timeline').where({ task_id: task.id, kind: 'retried' }),
    ).toHaveLength(1);
  });

  it('asks policy again with what is true at the launch', async () => {
    const { task } = await first.service.submit(valid, caller);
    const row = await one('agent_tasks').where({ id: task.id }).first();
    const options = {
      credentials: mockCredentials.service(),
      stage: 'launch' as const,
    };
    const allowed = await first.reviewer.review(row!, options);
    expect(allowed.decision.result).toBe('allow');
    const stricter = await createTestBroker({
      knex: one,
      agentTasks: { repositories: { deny: ['acme/orders'] } },
      entities: [],
    });
    const denied = await stricter.reviewer.review(row!, options);
    expect(denied.decision.reasons.map(({ code }) => code)).toEqual([
      'entity-not-found',
      'repository-denied',
    ]);
    const failing = jest
      .spyOn(first.catalog, 'getEntityByRef')
      .mockRejectedValueOnce(new Error('down'));
    await expect(first.reviewer.review(row!, options)).rejects.toThrow('down');
    failing.mockRestore();
  });
});

describe('pages of tasks', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  it('give each task once, forward and back, while others are added', async () => {
    const knex = await databases.init('POSTGRES_18');
    const { service } = await createTestBroker({ knex });
    const sorts = [
      '-createdAt',
      'createdAt',
      '-phaseSince',
      'phaseSince',
      'title',
      '-title',
      'attention',
    ] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sorts),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 12 }),
        async (sort, limit, count) => {
          await knex('agent_tasks').delete();
          const submit = async (target: string) =>
            (await service.submit({ ...valid, parameters: { target } }, caller))
              .task.id;
          const before: string[] = [];
          for (let index = 0; index < count; index++) {
            before.push(await submit(`t${index % 3}`));
          }
          await knex('agent_tasks')
            .whereIn('id', before.slice(0, 3))
            .update({ launch_state: 'withdrawn', phase: 'withdrawn' });

          const seen: string[] = [];
          let page = await service.list({ sort, limit }, caller);
          let last = page;
          seen.push(...page.items.map(({ id }) => id));
          for (let added = 0; page.pageInfo.nextCursor; added++) {
            // rows that land behind the reader are read, too: they have to end
            await (added < 4 ? submit('t1') : undefined);
            page = await service.list(
              { limit, cursor: page.pageInfo.nextCursor },
              caller,
            );
            seen.push(...page.items.map(({ id }) => id));
            last = page;
          }
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen).toEqual(expect.arrayContaining(before));

          // back again: the same rows in the same order, and what was added
          const back = last.items.map(({ id }) => id);
          let cursor = last.pageInfo.prevCursor;
          while (cursor) {
            const earlier = await service.list({ limit, cursor }, caller);
            back.unshift(...earlier.items.map(({ id }) => id));
            cursor = earlier.pageInfo.prevCursor;
          }
          expect(new Set(back).size).toBe(back.length);
          expect(back.filter(id => before.includes(id))).toEqual(
            seen.filter(id => before.includes(id)),
          );
        },
      ),
      { numRuns: 12 },
    );
  });
});
