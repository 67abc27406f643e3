import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request from 'supertest';
import { assertContract } from '../__testUtils__/assertContract';
import { testKey } from '../__testUtils__/AppHarness';
import { createTestBroker } from '../__testUtils__/TestBroker';

jest.setTimeout(60_000);

const TOKEN = 'ghp_verysecret';
const valid = {
  template: 'migrate',
  entityRef: 'component:default/orders',
  parameters: { target: 'node-24' },
};

describe('T8: a GitHub token of the requester', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;

  const start = async (enabled: boolean) => {
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({
      knex,
      agentTasks: {
        encryption: { keys: [testKey('one')] },
        requesterTokens: { enabled },
      } as JsonObject,
    });
  };
  const post = async (path: string, token?: string, body: object = {}) => {
    const asked = request(broker.app)
      .post(path)
      .set('authorization', mockCredentials.user.header('user:default/alice'));
    if (token !== undefined) {
      asked.set('x-github-token', token);
    }
    const response = await asked.send(body);
    const { status, body: answer } = response;
    assertContract({ method: 'post', path, status, body: answer });
    return response;
  };
  const codes = (response: request.Response) =>
    response.body.reasons?.map(({ code }: { code: string }) => code);
  /** Everything that is stored or said outside of the sealed column. */
  const said = async (...responses: request.Response[]) =>
    JSON.stringify(
      [
        responses.map(({ body }) => body),
        await Promise.all(
          [
            'agent_tasks',
            'audit_events',
            'task_timeline',
            'outbox',
            'requester_tokens',
          ].map(table => knex(table)),
        ),
        [
          broker.logger.info,
          broker.logger.warn,
          broker.logger.error,
          broker.logger.debug,
        ].flatMap(log => log.mock.calls),
        broker.auditor.createEvent.mock.calls.map(([{ meta }]) => meta),
        (
          await Promise.all(
            broker.auditor.createEvent.mock.results.map(({ value }) => value),
          )
        ).map(({ success, fail }) => [success.mock.calls, fail.mock.calls]),
      ],
      (_, value) =>
        // an error's own words are not enumerable
        value instanceof Error
          ? { ...value, message: value.message, stack: value.stack }
          : value,
    );

  it('is refused unless administrators have turned it on', async () => {
    await start(false);
    const response = await post('/v1/tasks', TOKEN, valid);
    expect(response.status).toBe(403);
    expect(codes(response)).toEqual(['requester-tokens-off']);
    expect(await knex('agent_tasks')).toEqual([]);
    expect(await said(response)).not.toContain('verysecret');
  });

  it('is kept with the task until it was launched, and said nowhere', async () => {
    await start(true);
    for (const token of ['ghs_verysecret', 'ghr_verysecret', 'very secret']) {
      const refused = await post('/v1/tasks', token, valid);
      expect(refused.status).toBe(422);
      expect(codes(refused)).toEqual(['requester-token-unusable']);
      expect(await said(refused)).not.toContain('verysecret');
    }
    const created = await post('/v1/tasks', TOKEN, valid);
    expect(created.status).toBe(201);
    expect(await knex('agent_tasks')).toMatchObject([{ as_requester: true }]);
    expect(await knex('requester_tokens')).toMatchObject([
      { task_id: created.body.id, sealed: expect.stringMatching(/^v1\.one\./) },
    ]);
    expect(await said(created)).not.toContain('verysecret');
    expect(
      (await knex('audit_events').where('result', 'allowed'))[0].details,
    ).toMatchObject({ asRequester: true });

    const withdrawn = await post(`/v1/tasks/${created.body.id}/withdraw`);
    expect(withdrawn.status).toBe(200);
    expect(await knex('requester_tokens')).toEqual([]);
  });

  it('is said nowhere where something fails, inside or out', async () => {
    await start(true);
    const previewed = await post('/v1/tasks', TOKEN, {
      ...valid,
      dryRun: true,
    });
    expect(previewed.status).toBe(200);
    const misspelt = await post('/v1/tasks', TOKEN, { ...valid, nope: 1 });
    expect(misspelt.status).toBe(400);
    const denied = await post('/v1/tasks', TOKEN, {
      ...valid,
      entityRef: 'component:default/secrets',
    });
    expect(denied.status).toBe(403);
    await knex.raw(
      `alter table requester_tokens add constraint broken check (sealed = '')`,
    );
    const broken = await request(broker.app)
      .post('/v1/tasks')
      .set('authorization', mockCredentials.user.header('user:default/alice'))
      .set('x-github-token', TOKEN)
      .send(valid);
    expect(broken.status).toBe(500);
    const everything = await said(previewed, misspelt, denied, broken);
    expect(everything).toContain('violates check constraint');
    expect(everything).not.toContain('verysecret');
    expect(await knex('agent_tasks')).toEqual([]);
  });

  it('has to come again with a retry', async () => {
    await start(true);
    const { body: task } = await post('/v1/tasks', TOKEN, valid);
    await knex('requester_tokens').delete();
    await knex('agent_tasks').update({
      launch_state: 'launch_failed',
      phase: 'failed',
    });
    const path = `/v1/tasks/${task.id}/retry`;
    const refused = await post(path);
    expect(refused.status).toBe(422);
    expect(codes(refused)).toEqual(['requester-token-needed']);
    expect((await post(path, TOKEN)).status).toBe(200);
    expect(await knex('requester_tokens')).toHaveLength(1);
  });
});
