import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import request from 'supertest';
import { component, migrateTemplate } from '../__testUtils__/catalogEntities';
import { createTestBroker } from '../__testUtils__/TestBroker';
import type { PullRequestRow, TaskRow } from '../database/rows';
import { RetryKeeper } from './RetryKeeper';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

const rules = {
  fallbackModels: ['fallback'],
  retry: { maxAttempts: 3 },
  review: { followUps: { failingChecks: 1 } },
};

describe('RetryKeeper', () => {
  let knex: Knex;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;

  async function start(
    spec: Record<string, unknown> = rules,
    checks: PolicyCheck[] = [],
  ) {
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({
      knex,
      entities: [migrateTemplate(spec), component('orders')],
      checks,
    });
  }

  const keeper = () =>
    RetryKeeper.create({
      tasks: broker.dependencies,
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
    });

  /** A task that was launched and has ended, as GitHub was read. */
  async function ended(
    row: Partial<TaskRow> = {},
    pull?: Partial<PullRequestRow>,
  ): Promise<string> {
    const { body } = await request(broker.app)
      .post('/v1/tasks')
      .send({
        template: 'migrate',
        entityRef: 'component:default/orders',
        parameters: { target: 'node-24' },
      })
      .expect(201);
    await knex('agent_tasks')
      .where({ id: body.id })
      .update({
        launch_state: 'launched',
        agent_state: 'failed',
        phase: 'failed',
        failure_class: 'timed-out',
        attempt_number: 1,
        github_task_id: 'g1',
        ...row,
      });
    await knex('agent_task_attempts').insert({
      task_id: body.id,
      number: 1,
      marker: body.id,
      identity_id: 'bot',
      outcome: 'accepted',
      intent_at: new Date(),
    });
    if (pull) {
      await knex('pull_requests').insert({
        task_id: body.id,
        attempt_number: 1,
        database_id: '1',
        number: 7,
        state: 'open',
        head_ref: 'copilot/orders',
        ...pull,
      });
    }
    return body.id;
  }

  const load = async (id: string) =>
    await knex('agent_tasks').where({ id }).first();
  const loaded = async (id: string) => {
    const row = await load(id);
    if (!row) {
      throw new Error(`There is no task ${id}`);
    }
    return row;
  };
  const own = () => knex('own_attempts');

  it('tries a failed task again, on its open pull request, and says why', async () => {
    await start();
    const id = await ended({}, { state: 'draft' });
    await Promise.all([keeper().run(), keeper().run()]);
    expect(await load(id)).toMatchObject({
      launch_state: 'queued',
      phase: 'queued',
      attempt_plan: { mode: 'continue', headRef: 'copilot/orders' },
      failure_class: null,
    });
    expect(await own()).toMatchObject([
      { after_attempt: 1, outcome: 'queued' },
    ]);
    const retried = await knex('task_timeline').where({ kind: 'retried' });
    expect(retried).toMatchObject([
      {
        actor: 'plugin:agent-tasks',
        data: { attempt: 2, mode: 'continue' },
      },
    ]);
    expect(
      await knex('audit_events').where({ action: 'task.retry' }),
    ).toMatchObject([
      { result: 'allowed', details: { plan: { mode: 'continue' } } },
    ]);
  });

  it('takes another model where the first is not available, and then none', async () => {
    await start();
    const id = await ended({ failure_class: 'model-unavailable' });
    await keeper().run();
    expect(await load(id)).toMatchObject({
      attempt_plan: { mode: 'other-model', model: 'fallback' },
    });
    await knex('agent_task_attempts').insert({
      task_id: id,
      number: 2,
      marker: '00000000-0000-4000-8000-000000000002',
      identity_id: 'bot',
      outcome: 'accepted',
      intent_at: new Date(),
      plan: { mode: 'other-model', model: 'fallback' },
    });
    await knex('agent_tasks').update({
      launch_state: 'launched',
      phase: 'failed',
      failure_class: 'model-unavailable',
      attempt_number: 2,
    });
    await keeper().run();
    expect(await load(id)).toMatchObject({ phase: 'failed' });
  });

  it.each<[string, Record<string, unknown>, Partial<TaskRow>]>([
    ['without a rule', {}, {}],
    ['after the last attempt', { retry: { maxAttempts: 1 } }, {}],
    [
      'for a class that the rule leaves out',
      { retry: { maxAttempts: 3, on: ['agent-error'] } },
      {},
    ],
    ['that cannot be got over', rules, { failure_class: 'ruleset' }],
    ['whose end was not read yet', rules, { next_look_at: new Date() }],
    ["with the requester's own token", rules, { as_requester: true }],
    [
      'that was forgotten',
      rules,
      { phase_since: new Date(Date.now() - 40 * 86_400_000) },
    ],
  ])('leaves a task to people %s', async (_, spec, row) => {
    await start(spec);
    const id = await ended(row);
    await keeper().run();
    expect(await load(id)).toMatchObject({ phase: 'failed' });
    expect(await own()).toEqual([]);
  });

  it('waits as long as the rule says', async () => {
    await start({ retry: { maxAttempts: 3, wait: 'PT10M' } });
    const id = await ended();
    const waitMs = await keeper().run();
    expect(waitMs).toBeGreaterThan(9 * 60_000);
    expect(await load(id)).toMatchObject({ phase: 'failed' });
    await knex('agent_tasks').update({
      phase_since: new Date(Date.now() - 11 * 60_000),
    });
    await keeper().run();
    expect(await load(id)).toMatchObject({ phase: 'queued' });
  });

  it('asks policy, and asks it once where it refuses', async () => {
    let refuse = false;
    const evaluate = jest.fn(async () =>
      refuse
        ? [
            {
              kind: 'forbidden' as const,
              code: 'frozen',
              message: 'Nothing starts now.',
            },
          ]
        : [],
    );
    await start(rules, [{ id: 'mine', evaluate }]);
    const id = await ended();
    refuse = true;
    await keeper().run();
    await keeper().run();
    expect(await load(id)).toMatchObject({ phase: 'failed' });
    expect(await own()).toMatchObject([
      { outcome: 'refused', message: 'Nothing starts now.' },
    ]);
    // submitted and asked once more
    expect(evaluate).toHaveBeenCalledTimes(2);
    expect(
      await knex('audit_events').where({
        action: 'task.retry',
        result: 'refused',
      }),
    ).toHaveLength(1);
  });

  it('comes back where policy could not be asked', async () => {
    let away = false;
    const evaluate = async () => {
      if (away) {
        throw new Error('The ticket system is away');
      }
      return [];
    };
    await start(rules, [{ id: 'mine', evaluate }]);
    const id = await ended();
    away = true;
    await keeper().run();
    expect(await own()).toMatchObject([{ outcome: null }]);
    away = false;
    await own().update({ lease_until: new Date(0) });
    await keeper().run();
    expect(await load(id)).toMatchObject({ phase: 'queued' });
  });

  it('is taken over where a replica died in the middle', async () => {
    await start();
    const id = await ended();
    await own().insert({
      task_id: id,
      after_attempt: 1,
      lease_until: new Date(Date.now() + 60_000),
    });
    await keeper().run();
    expect(await load(id)).toMatchObject({ phase: 'failed' });
    await own().update({ lease_until: new Date(0) });
    await keeper().run();
    expect(await load(id)).toMatchObject({ phase: 'queued' });
  });

  const reviewed = { agent_state: 'completed', phase: 'in-review' } as const;

  it('has failing checks corrected as often as the template says', async () => {
    await start();
    const id = await ended(
      { ...reviewed, failure_class: null, pull_state: 'open' },
      { checks: 'failure' },
    );
    await keeper().run();
    expect(await load(id)).toMatchObject({
      phase: 'queued',
      pull_state: 'open',
      attempt_plan: { mode: 'fix-checks', headRef: 'copilot/orders' },
    });
    await knex('agent_task_attempts').insert({
      task_id: id,
      number: 2,
      marker: '00000000-0000-4000-8000-000000000002',
      identity_id: 'bot',
      outcome: 'accepted',
      intent_at: new Date(),
      plan: { mode: 'fix-checks' },
    });
    await knex('pull_requests').update({ attempt_number: 2 });
    await knex('agent_tasks').update({
      ...reviewed,
      launch_state: 'launched',
      attempt_number: 2,
    });
    await keeper().run();
    expect(await load(id)).toMatchObject({ phase: 'in-review' });
  });

  describe('and people over REST', () => {
    const send = (id: string, path: string, body: object) =>
      request(broker.app).post(`/v1/tasks/${id}/${path}`).send(body);

    it('ask for a follow-up', async () => {
      await start({});
      const id = await ended(
        { ...reviewed, failure_class: null, pull_state: 'open' },
        { review_decision: 'changes-requested' },
      );
      const { body: before } = await request(broker.app).get(`/v1/tasks/${id}`);
      expect(before.actions.followUp).toEqual({
        allowed: true,
        kinds: ['address-review'],
      });
      const refused = await send(id, 'follow-up', { kind: 'fix-checks' });
      expect(refused.status).toBe(409);
      expect(refused.body.reasons).toMatchObject([
        { code: 'follow-up-not-possible' },
      ]);
      const { body } = await send(id, 'follow-up', {
        kind: 'address-review',
      }).expect(200);
      expect(body).toMatchObject({
        phase: 'queued',
        prompt: expect.stringMatching(/^The review of the pull request/),
      });
      expect(await load(id)).toMatchObject({
        attempt_plan: { mode: 'address-review', headRef: 'copilot/orders' },
      });
    });

    it('take a follow-up back, and have the pull request in review again', async () => {
      await start({});
      const id = await ended(
        { ...reviewed, failure_class: null, pull_state: 'open' },
        { checks: 'failure' },
      );
      await knex('agent_task_attempts').update({
        github_task_id: 'g1',
        github_task_url: 'https://ghe.acme.com/task',
        agent_state: 'completed',
        settled_at: new Date(),
      });
      await send(id, 'follow-up', { kind: 'fix-checks' }).expect(200);
      const { body } = await send(id, 'withdraw', {}).expect(200);
      expect(body).toMatchObject({
        phase: 'in-review',
        launchState: 'launched',
        agentState: 'completed',
        githubTask: { id: 'g1' },
        actions: { followUp: { allowed: true } },
      });
      expect(await load(id)).toMatchObject({
        attempt_plan: null,
        attempt_number: 1,
        next_look_at: expect.any(Date),
      });
    });

    it('choose how a task is tried again', async () => {
      await start({ fallbackModels: ['fallback'] });
      const id = await ended();
      expect(
        (await send(id, 'retry', { mode: 'continue' }).expect(409)).body
          .reasons,
      ).toMatchObject([{ code: 'nothing-to-continue' }]);
      await send(id, 'retry', { mode: 'other-model' }).expect(200);
      expect(await load(id)).toMatchObject({
        attempt_plan: { mode: 'other-model', model: 'fallback' },
      });
    });

    it('change the parameters, and keep what was sent before', async () => {
      await start();
      const id = await ended();
      const before = await loaded(id);
      const { body: wrong } = await send(id, 'retry', {
        parameters: { target: 3, more: true },
      }).expect(422);
      expect(wrong.reasons).toMatchObject([
        { field: 'more' },
        { field: 'target' },
      ]);
      expect(await load(id)).toMatchObject({
        phase: 'failed',
        prompt: before.prompt,
      });
      const { body } = await send(id, 'retry', {
        parameters: { target: 'node-26' },
      }).expect(200);
      expect(body).toMatchObject({
        phase: 'queued',
        parameters: { target: 'node-26' },
        prompt: expect.stringContaining('node-26'),
        attempts: [
          {
            number: 1,
            parameters: { target: 'node-24' },
            prompt: expect.stringContaining('node-24'),
          },
        ],
      });
      const after = await loaded(id);
      expect(after.prompt_digest).not.toBe(before.prompt_digest);
      expect(after.template_version_id).toBe(before.template_version_id);
      expect(
        await knex('task_timeline').where({ kind: 'retried' }),
      ).toMatchObject([{ data: { attempt: 2, changed: ['target'] } }]);
      expect(
        await knex('audit_events').where({
          action: 'task.retry',
          result: 'allowed',
        }),
      ).toMatchObject([
        {
          details: {
            promptDigest: after.prompt_digest,
            parameters: { target: 'node-26' },
            parametersBefore: { target: 'node-24' },
          },
        },
      ]);
    });

    it('need a new approval for other words', async () => {
      await start(rules, [
        {
          id: 'mine',
          evaluate: async () => [
            {
              kind: 'approval',
              code: 'two-eyes',
              message: 'Somebody has to look.',
              approval: { by: ['group:default/platform'], count: 1 },
            },
          ],
        },
      ]);
      const id = await ended();
      const [asked] = await knex('approval_requests');
      await knex('approvals').insert({
        request_id: asked.id,
        approver: 'user:default/somebody',
        verdict: 'approved',
        approver_refs: ['group:default/platform'],
        prompt_digest: asked.prompt_digest,
      });
      await knex('approval_requests').update({ state: 'approved' });
      const same = await send(id, 'retry', {}).expect(200);
      expect(same.body).toMatchObject({ phase: 'queued' });
      await knex('agent_tasks').update({
        launch_state: 'launched',
        agent_state: 'failed',
        phase: 'failed',
      });
      const other = await send(id, 'retry', {
        parameters: { target: 'node-26' },
      }).expect(200);
      expect(other.body).toMatchObject({ phase: 'awaiting-approval' });
    });

    it('get the same again unless they choose', async () => {
      await start(rules);
      const id = await ended({}, { state: 'draft' });
      await send(id, 'retry', {}).expect(200);
      expect(await load(id)).toMatchObject({
        attempt_plan: null,
        pull_state: null,
      });
    });
  });
});
