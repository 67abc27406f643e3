import {
  agentTaskConditions,
  createAgentTaskConditionalDecision,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import {
  agentTaskBypassDecidePermission,
  agentTaskBypassReadPermission,
  agentTaskReadPermission,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import knexFactory, { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { assertContract } from '../__testUtils__/assertContract';
import { insertLaunched } from '../__testUtils__/insertLaunched';
import { insertTask } from '../__testUtils__/insertTask';
import { createTestBroker } from '../__testUtils__/TestBroker';
import { decideFinding } from '../database/operations/bypass/decideFinding';
import {
  insertFindings,
  NewFinding,
} from '../database/operations/bypass/insertFindings';
import { refreshFindings } from '../database/operations/bypass/refreshFindings';

jest.setTimeout(60_000);

describe('bypass findings', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({ knex });
  });

  beforeEach(async () => {
    for (const name of Object.keys(broker.decisions)) {
      delete broker.decisions[name];
    }
    for (const table of [
      'bypass_findings',
      'agent_tasks',
      'audit_events',
      'outbox',
    ]) {
      await knex(table).delete();
    }
  });

  const ask = async (method: 'get' | 'post', path: string, body?: object) => {
    const response = await request(broker.app)
      [method](path)
      .set('authorization', mockCredentials.user.header('user:default/alice'))
      .send(body);
    assertContract({
      method,
      path,
      status: response.status,
      body: response.body,
    });
    return response;
  };
  const find = async (change: Partial<NewFinding> = {}) => {
    const [row] = await knex.transaction(tx =>
      insertFindings(tx, [
        {
          id: randomUUID(),
          host: 'github.test',
          repository_owner: 'acme',
          repository_name: 'shop',
          entity_ref: 'component:default/shop',
          owner_ref: 'group:default/shop-team',
          github_task_id: randomUUID(),
          github_task_url: 'https://github.test/task',
          creator_id: '7',
          creator_login: 'mallory',
          agent_state: 'completed',
          pulls: [{ databaseId: '70', globalId: 'PR_70' }],
          kind: 'no-intent',
          marker_task_id: null,
          created_at: new Date(),
          ...change,
        },
      ]),
    );
    return row;
  };
  const code = (response: request.Response) => response.body.reasons?.[0].code;

  it('are listed with what a person needs to decide, in pages', async () => {
    const first = await find();
    const second = await find({ repository_name: 'api', owner_ref: null });
    const third = await find();
    const { body } = await ask('get', '/v1/bypass-findings?limit=2');
    expect(body.totalItems).toBe(3);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([
      third.id,
      second.id,
    ]);
    expect(body.items[0]).toMatchObject({
      status: 'open',
      kind: 'no-intent',
      repository: { host: 'github.test', owner: 'acme', name: 'shop' },
      owner: 'group:default/shop-team',
      creator: { id: '7', login: 'mallory' },
      githubTask: { url: 'https://github.test/task', state: 'completed' },
    });
    const next = await ask(
      'get',
      `/v1/bypass-findings?limit=2&cursor=${body.pageInfo.nextCursor}`,
    );
    expect(next.body.items).toMatchObject([{ id: first.id }]);
    const back = await ask(
      'get',
      `/v1/bypass-findings?limit=2&cursor=${next.body.pageInfo.prevCursor}`,
    );
    expect(back.body.items).toEqual(body.items);
    for (const query of [
      'repository=ACME/api',
      'repository=github.test/acme/api',
    ]) {
      const narrowed = await ask('get', `/v1/bypass-findings?${query}`);
      expect(narrowed.body.items).toMatchObject([{ id: second.id }]);
    }
    const owned = await ask('get', '/v1/bypass-findings?owner=shop-team');
    expect(owned.body.totalItems).toBe(2);
    const closed = await ask('get', '/v1/bypass-findings?status=excused');
    expect(closed.body.totalItems).toBe(0);
    expect(
      (await ask('get', '/v1/bypass-findings?cursor=nonsense')).status,
    ).toBe(400);
  });

  it('are adopted under a task, whose provenance then counts their pull requests', async () => {
    const finding = await find();
    const task = await insertLaunched(knex);
    const { status, body } = await ask(
      'post',
      `/v1/bypass-findings/${finding.id}/adopt`,
      { taskId: task.id, reason: 'The agent was asked again by hand.' },
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'adopted',
      adoptedTaskId: task.id,
      decidedBy: 'user:default/alice',
      reason: 'The agent was asked again by hand.',
    });
    expect(
      await knex('pull_requests').where({ task_id: task.id }),
    ).toMatchObject([{ attempt_number: 0, database_id: '70' }]);
    expect(
      await knex('audit_events').where({ action: 'bypass.adopt' }),
    ).toMatchObject([{ task_id: task.id, actor: 'user:default/alice' }]);
    const detail = await ask('get', `/v1/tasks/${task.id}`);
    expect(detail.body.timeline).toMatchObject([
      { kind: 'adopted', data: { githubTaskId: finding.github_task_id } },
    ]);
    const provenance = await ask('get', '/v1/provenance');
    expect(provenance.body.items[0].githubTasks).toMatchObject([
      { adopted: false },
      { id: finding.github_task_id, adopted: true },
    ]);
  });

  it('are excused with a reason, and with one only', async () => {
    const { id } = await find();
    const path = `/v1/bypass-findings/${id}/excuse`;
    expect((await ask('post', path, {})).status).toBe(400);
    expect((await ask('post', path, { reason: '  ' })).status).toBe(400);
    const { body } = await ask('post', path, { reason: 'A trial.' });
    expect(body).toMatchObject({ status: 'excused', reason: 'A trial.' });
    expect(
      await knex('audit_events').where({ action: 'bypass.excuse' }),
    ).toHaveLength(1);
  });

  it('are not decided twice, and a decision outlives what GitHub says later', async () => {
    const finding = await find();
    const path = `/v1/bypass-findings/${finding.id}`;
    const task = await insertLaunched(knex);
    await ask('post', `${path}/excuse`, { reason: 'A trial.' });
    const again = await ask('post', `${path}/adopt`, { taskId: task.id });
    expect([again.status, code(again)]).toEqual([409, 'finding-decided']);
    expect(
      await knex('audit_events').where({
        action: 'bypass.adopt',
        result: 'refused',
      }),
    ).toHaveLength(1);
    expect(await knex('pull_requests')).toEqual([]);
    await knex.transaction(tx =>
      refreshFindings(tx, finding.host, [
        {
          id: finding.github_task_id,
          rawState: 'failed',
          state: 'failed',
          createdAt: new Date(),
          updatedAt: new Date(),
          pulls: [],
          branches: [],
        },
      ]),
    );
    expect(await knex('bypass_findings').first()).toMatchObject({
      status: 'excused',
      reason: 'A trial.',
      agent_state: 'failed',
    });
  });

  it('are decided by one of two connections at the same time', async () => {
    const { id } = await find();
    const task = await insertLaunched(knex);
    const other = knexFactory(knex.client.config);
    try {
      const decide = (db: Knex, status: 'adopted' | 'excused') =>
        db.transaction(tx =>
          decideFinding(tx, {
            id,
            status,
            actor: status,
            ...(status === 'adopted' && { taskId: task.id }),
          }),
        );
      const decided = await Promise.all([
        decide(knex, 'adopted'),
        decide(other, 'excused'),
        decide(knex, 'excused'),
        decide(other, 'adopted'),
      ]);
      const won = decided.flatMap(row => row ?? []);
      expect(won).toHaveLength(1);
      const row = await knex('bypass_findings').where({ id }).first();
      expect(row?.status).toBe(won[0].status);
      expect(row?.adopted_task_id).toBe(won[0].adopted_task_id);
    } finally {
      await other.destroy();
    }
  });

  it('are found once by two connections at the same time', async () => {
    const other = knexFactory(knex.client.config);
    const insert = (db: Knex) =>
      db.transaction(tx =>
        insertFindings(tx, [
          {
            id: randomUUID(),
            host: 'github.test',
            repository_owner: 'acme',
            repository_name: 'shop',
            entity_ref: null,
            owner_ref: null,
            github_task_id: 'the-same',
            github_task_url: null,
            creator_id: null,
            creator_login: null,
            agent_state: null,
            pulls: [],
            kind: 'no-intent',
            marker_task_id: null,
            created_at: new Date(),
          },
        ]),
      );
    try {
      const found = await Promise.all([insert(knex), insert(other)]);
      expect(found.flat()).toHaveLength(1);
      expect(
        await knex('audit_events').where({ action: 'bypass.found' }),
      ).toHaveLength(1);
    } finally {
      await other.destroy();
    }
  });

  it('are not adopted under a task that cannot stand for them', async () => {
    const { id } = await find();
    const path = `/v1/bypass-findings/${id}/adopt`;
    const elsewhere = await insertLaunched(knex, { repository_name: 'api' });
    const queued = await insertTask(knex, { repository_name: 'SHOP' });
    const answers = [
      await ask('post', path, { taskId: elsewhere.id }),
      await ask('post', path, { taskId: queued.id }),
      await ask('post', path, { taskId: randomUUID() }),
      await ask('post', `/v1/bypass-findings/${randomUUID()}/excuse`, {
        reason: 'A trial.',
      }),
      await ask('post', path, { taskId: queued.id, surprise: true }),
    ];
    expect(answers.map(answer => [answer.status, code(answer)])).toEqual([
      [422, 'repository-differs'],
      [422, 'task-not-launched'],
      [404, 'task-not-found'],
      [404, 'finding-not-found'],
      [400, 'field-unknown'],
    ]);
    expect(await knex('bypass_findings').first()).toMatchObject({
      status: 'open',
    });
  });

  it('are for those who may see and decide', async () => {
    const { id } = await find();
    const task = await insertLaunched(knex);
    const deny = { result: AuthorizeResult.DENY } as const;
    broker.decisions[agentTaskBypassReadPermission.name] = deny;
    broker.decisions[agentTaskBypassDecidePermission.name] = deny;
    const path = `/v1/bypass-findings/${id}`;
    expect((await ask('get', '/v1/bypass-findings')).status).toBe(403);
    expect(
      (await ask('post', `${path}/adopt`, { taskId: task.id })).status,
    ).toBe(403);
    expect(
      (await ask('post', `${path}/excuse`, { reason: 'Mine.' })).status,
    ).toBe(403);

    delete broker.decisions[agentTaskBypassDecidePermission.name];
    broker.decisions[agentTaskReadPermission.name] =
      createAgentTaskConditionalDecision(agentTaskReadPermission, {
        anyOf: [
          agentTaskConditions.isRequester({
            userRefs: ['user:default/alice'],
          }),
        ],
      });
    const hidden = await ask('post', `${path}/adopt`, { taskId: task.id });
    expect([hidden.status, code(hidden)]).toEqual([404, 'task-not-found']);
  });
});
