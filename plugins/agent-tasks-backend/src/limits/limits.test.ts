import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { insertTask } from '../__testUtils__';
import { component, migrateTemplate } from '../__testUtils__/catalogEntities';
import { createTestBroker } from '../__testUtils__/TestBroker';
import { sumSpentCredits } from '../database/operations/credits/sumSpentCredits';
import { countOpenPulls } from '../database/operations/limits/countOpenPulls';
import type { TaskRow } from '../database/rows';
import { reasonsOf } from '../refusals/Refusal';
import type { Caller } from '../tasks/TaskService';

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
const CREDIT = 1_000_000_000n;

describe('limits', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  const clean: Array<() => Promise<unknown>> = [];

  afterEach(async () => {
    for (const step of clean.splice(0)) {
      await step();
    }
  });

  async function start(
    agentTasks: Parameters<typeof createTestBroker>[0]['agentTasks'],
  ) {
    const one = await databases.init('POSTGRES_18');
    const two = createKnex({
      client: 'pg',
      connection: one.client.config.connection,
      pool: { min: 0, max: 10 },
    });
    clean.push(() => two.destroy());
    const entities = [
      migrateTemplate(),
      component('orders'),
      component('billing'),
    ];
    return {
      knex: one,
      brokers: [
        await createTestBroker({ knex: one, entities, agentTasks }),
        await createTestBroker({ knex: two, entities, agentTasks }),
      ],
    };
  }

  /** A settled task of the template with its usage, in credits. */
  async function settled(
    knex: Knex,
    credits: number | null,
    more: Partial<TaskRow> = {},
  ) {
    const nano = credits === null ? null : String(BigInt(credits) * CREDIT);
    const task = await insertTask(knex, {
      template_ref: 'agenttasktemplate:default/migrate',
      launch_state: 'launched',
      phase: 'done',
      attempt_number: 1,
      settled_at: new Date(),
      credits_nano: nano,
      ...more,
    });
    await knex('agent_task_attempts').insert({
      task_id: task.id,
      number: 1,
      marker: task.id,
      identity_id: 'bot',
      outcome: 'accepted',
      intent_at: new Date(),
      credits_nano: nano,
    });
    return task;
  }

  const month = `${new Date().toISOString().slice(0, 7)}-01`;
  const spent = async (knex: Knex) =>
    Number(
      (
        await sumSpentCredits(knex, [{ owner: 'group:default/team-a', month }])
      )[0] / CREDIT,
    );

  async function refused(answers: PromiseSettledResult<unknown>[]) {
    return answers.flatMap(answer =>
      answer.status === 'rejected'
        ? [reasonsOf(answer.reason).map(({ code }) => code)]
        : [],
    );
  }

  it('never passes a budget, whoever submits at once', async () => {
    const { knex, brokers } = await start({ budgets: { creditsPerOwner: 10 } });
    await settled(knex, 3);
    const answers = await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) =>
        brokers[i % 2].service.submit(valid, caller),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      3,
    );
    expect(await refused(answers)).toEqual(
      Array.from({ length: 9 }, () => ['credit-budget-exhausted']),
    );
    expect(await spent(knex)).toBe(9);
    // each refusal is on the trail, and none has left a task
    expect(
      await knex('audit_events').where({
        action: 'task.submit',
        result: 'refused',
      }),
    ).toHaveLength(9);
    expect(
      await knex('agent_tasks').where('launch_state', 'queued'),
    ).toHaveLength(3);
  });

  it('gives back what was not used, and counts what was used beyond', async () => {
    const { knex, brokers } = await start({ budgets: { creditsPerOwner: 10 } });
    const [{ service }] = brokers;
    await settled(knex, 4);
    const { task } = await service.submit(valid, caller);
    expect(await spent(knex)).toBe(4);
    const attempt = async (credits: number | null) => {
      await knex('agent_task_attempts').where('task_id', task.id).delete();
      await knex('agent_task_attempts').insert({
        task_id: task.id,
        number: 1,
        marker: task.id,
        identity_id: 'bot',
        outcome: 'accepted',
        intent_at: new Date(),
        credits_nano:
          credits === null ? null : String(BigInt(credits) * CREDIT),
      });
    };
    const row = (change: Partial<TaskRow>) =>
      knex('agent_tasks').where('id', task.id).update(change);

    await row({ launch_state: 'launched', attempt_number: 1 });
    await attempt(1);
    expect(await spent(knex)).toBe(4);
    await attempt(6);
    expect(await spent(knex)).toBe(6);
    await row({ settled_at: new Date() });
    expect(await spent(knex)).toBe(6);
    await attempt(1);
    expect(await spent(knex)).toBe(1);
    // it ran, and GitHub did not say what it has cost
    await attempt(null);
    expect(await spent(knex)).toBe(4);

    // the retry takes a place of its own beside what the first attempt cost
    await attempt(1);
    await row({ agent_state: 'failed', phase: 'failed' });
    await service.retry(task.id, {}, caller);
    expect(await spent(knex)).toBe(5);
    await service.withdraw(task.id, {}, caller);
    expect(await spent(knex)).toBe(1);
  });

  it('says that it does not know what a template costs', async () => {
    const { knex, brokers } = await start({
      budgets: {
        creditsPerOwner: 1,
        owners: { 'Group:default/Team-A': 5 },
        assumedCredits: 2,
      },
    });
    const [{ service }] = brokers;
    const { decision } = await service.preview(valid, caller);
    expect(decision.notes).toEqual([
      {
        code: 'credits-unknown',
        message:
          'What the task will cost is not known: no task of its template has reported usage yet. 2 AI credits of the budget are reserved for it.',
      },
    ]);
    await service.submit(valid, caller);
    await service.submit(valid, caller);
    expect(await spent(knex)).toBe(4);
    await expect(service.submit(valid, caller)).rejects.toThrow(
      /has spent or reserved 4 of 5 AI credits in \d{4}-\d{2}, and the task is expected to take 2\./,
    );
  });

  it('lets the month pay in which a task is due', async () => {
    const { knex, brokers } = await start({ budgets: { creditsPerOwner: 4 } });
    await settled(knex, 4);
    const nextMonth = new Date();
    nextMonth.setUTCMonth(nextMonth.getUTCMonth() + 1, 15);
    await brokers[0].service.submit(valid, caller);
    await expect(brokers[0].service.submit(valid, caller)).rejects.toThrow();
    await brokers[0].service.submit(
      { ...valid, notBefore: nextMonth.toISOString() },
      caller,
    );
    expect(await knex('credit_reservations').distinct('month')).toHaveLength(2);
  });

  it('never accepts more pull requests than a repository takes', async () => {
    const { knex, brokers } = await start({
      review: { maxOpenPullRequests: 4 },
    });
    const repository = {
      host: 'ghe.acme.com',
      repository_owner: 'Acme',
      repository_name: 'orders',
    };
    await settled(knex, 1, { ...repository, pull_state: 'open' });
    await settled(knex, 1, { ...repository, pull_state: 'draft' });
    await settled(knex, 1, { ...repository, pull_state: 'merged' });
    await settled(knex, 1, repository);
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) =>
        brokers[i % 2].service.submit(valid, caller),
      ),
    );
    expect(await refused(answers)).toEqual(
      Array.from({ length: 6 }, () => ['too-many-open-pull-requests']),
    );
    expect(
      await countOpenPulls(knex, [
        { host: 'ghe.acme.com', owner: 'acme', name: 'billing' },
        { host: 'ghe.acme.com', owner: 'acme', name: 'orders' },
      ]),
    ).toEqual([
      { open: 0, coming: 0 },
      { open: 2, coming: 2 },
    ]);
    // another repository has room, and a task without a pull request needs none
    await brokers[0].service.submit(
      { ...valid, entityRef: 'component:default/billing' },
      caller,
    );
    await brokers[0].service.submit(
      { ...valid, createPullRequest: false },
      caller,
    );
  });
});
