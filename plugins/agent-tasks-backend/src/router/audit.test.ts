import { agentTaskAuditReadPermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { verifyAuditExport } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { assertContract } from '../__testUtils__/assertContract';
import { createTestBroker } from '../__testUtils__/TestBroker';
import { sealTrail } from '../audit/sealTrail';
import { appendAudit } from '../database/operations/audit/appendAudit';

jest.setTimeout(60_000);

const PATH = '/v1/audit-events';
const taskId = randomUUID();

describe('/v1/audit-events', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({ knex });
  });

  beforeEach(async () => {
    delete broker.decisions[agentTaskAuditReadPermission.name];
    broker.auditor.createEvent.mockClear();
    await knex.raw('truncate audit_events restart identity');
    await knex('audit_chain').update({ position: '0', hash: '0'.repeat(64) });
    for (let day = 1; day <= 9; day++) {
      await appendAudit(knex, {
        action: day % 2 ? 'task.submit' : 'task.launch',
        actor: day % 2 ? 'user:default/ada' : 'plugin:agent-tasks',
        on_behalf_of: day % 2 ? null : 'user:default/ada',
        result: day % 3 ? 'allowed' : 'refused',
        task_id: day === 4 ? taskId : null,
        entity_ref: `component:default/c${day}`,
        repository: `github.test/Acme/Web-${day % 4}`,
        template_digest: `sha256:${day % 5}`,
        ticket: day === 6 ? 'CHG-6' : null,
        identity_id: day === 8 ? 'bot' : null,
        details: { requestId: `r-${day}`, after: { day } },
      });
    }
    await knex.raw(
      `update audit_events set at = '2026-03-01T12:00:00.123456Z'::timestamptz + id * interval '1 day'`,
    );
    await sealTrail(knex, 8);
  });

  const get = async (path: string) => {
    const response = await request(broker.app)
      .get(path)
      .set('authorization', mockCredentials.user.header('user:default/eve'));
    assertContract({
      method: 'get',
      path,
      status: response.status,
      body: response.body,
    });
    return response;
  };
  const days = (response: request.Response): number[] =>
    response.body.items.map(
      (item: { after: { day: number } }) => item.after.day,
    );

  it('answers the trail, newest first, with what is sealed', async () => {
    const response = await get(PATH);
    expect(days(response)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(response.body.items[0]).not.toHaveProperty('position');
    expect(response.body.items[1]).toEqual({
      id: '8',
      position: 8,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      at: '2026-03-09T12:00:00.123456Z',
      action: 'task.launch',
      actor: 'plugin:agent-tasks',
      actorKind: 'service',
      onBehalfOf: 'user:default/ada',
      result: 'allowed',
      requestId: 'r-8',
      entityRef: 'component:default/c8',
      repository: 'github.test/Acme/Web-0',
      templateDigest: 'sha256:3',
      identity: 'bot',
      after: { day: 8 },
      details: {},
    });
  });

  it.each<[string, number[]]>([
    ['actor=user:default/ada', [9, 7, 5, 3, 1]],
    ['onBehalfOf=user:default/ada', [8, 6, 4, 2]],
    ['action=task.launch', [8, 6, 4, 2]],
    ['result=refused', [9, 6, 3]],
    [`taskId=${taskId}`, [4]],
    ['entityRef=component:default/c5', [5]],
    ['repository=acme/web-1', [9, 5, 1]],
    ['repository=github.test/acme/web-1', [9, 5, 1]],
    ['repository=elsewhere.test/acme/web-1', []],
    ['templateDigest=sha256:2', [7, 2]],
    ['ticket=CHG-6', [6]],
    ['identity=bot', [8]],
    ['from=2026-03-08T00:00:00Z', [9, 8, 7]],
    ['to=2026-03-04T00:00:00Z', [2, 1]],
    [
      'from=2026-03-03T00:00:00Z&to=2026-03-09T00:00:00Z&result=refused&action=task.launch',
      [6],
    ],
    ['actor=%00', []],
  ])('narrows to %s', async (query, expected) => {
    expect(days(await get(`${PATH}?${query}`))).toEqual(expected);
  });

  it('pages forward and back, also while events come', async () => {
    const first = await get(`${PATH}?limit=4`);
    expect(days(first)).toEqual([9, 8, 7, 6]);
    expect(first.body.pageInfo).not.toHaveProperty('prevCursor');
    await appendAudit(knex, {
      action: 'task.submit',
      actor: 'user:default/ada',
      result: 'allowed',
      details: { after: { day: 10 } },
    });
    const page = (cursor: string) => get(`${PATH}?limit=4&cursor=${cursor}`);
    const second = await page(first.body.pageInfo.nextCursor);
    expect(days(second)).toEqual([5, 4, 3, 2]);
    const third = await page(second.body.pageInfo.nextCursor);
    expect(days(third)).toEqual([1]);
    expect(third.body.pageInfo).not.toHaveProperty('nextCursor');
    const back = await page(second.body.pageInfo.prevCursor);
    expect(days(back)).toEqual([9, 8, 7, 6]);
    expect(days(await page(back.body.pageInfo.prevCursor))).toEqual([10]);
  });

  it.each([
    `${PATH}?cursor=bm9uZQ`,
    `${PATH}?result=maybe`,
    `${PATH}?taskId=1`,
    `${PATH}?from=yesterday`,
    `${PATH}?limit=1000`,
    `${PATH}?colour=red`,
    `${PATH}/verify?after=-1`,
    `${PATH}/export?until=x`,
  ])('answers 400 to %s', async path => {
    expect((await get(path)).status).toBe(400);
  });

  it('verifies, and says what is not sealed yet and what is broken', async () => {
    const { body } = await get(`${PATH}/verify`);
    expect(body).toMatchObject({
      valid: true,
      complete: true,
      checked: { after: 0, until: 8, events: 8 },
      sealed: { position: 8, waiting: 1, waitingSince: expect.any(String) },
    });
    expect((await get(`${PATH}/verify?after=2&limit=3`)).body).toMatchObject({
      valid: true,
      complete: false,
      checked: { after: 2, until: 5, events: 3 },
    });
    await knex('audit_events')
      .where({ position: '4' })
      .update({ ticket: 'CHG-1' });
    expect((await get(`${PATH}/verify`)).body).toMatchObject({
      valid: false,
      complete: false,
      checked: { after: 0, until: 3 },
      broken: { position: 4, reason: 'edited' },
    });
  });

  it('exports lines that verify without it', async () => {
    const response = await request(broker.app)
      .get(`${PATH}/export`)
      .set('authorization', mockCredentials.user.header())
      .buffer(true)
      .parse((res, done) => {
        let text = '';
        res.on('data', chunk => (text += chunk));
        res.on('end', () => done(null, text));
      });
    expect(response.headers).toMatchObject({
      'content-type': expect.stringContaining('application/x-ndjson'),
      'content-disposition': expect.stringContaining('.jsonl'),
    });
    const verdict = await verifyAuditExport(response.body.trim().split('\n'));
    expect(verdict).toMatchObject({ head: { position: 8 } });
    expect(verdict).not.toHaveProperty('broken');
  });

  it.each(['', '/verify', '/export'])(
    'refuses %s without the permission, and writes that down',
    async path => {
      broker.decisions[agentTaskAuditReadPermission.name] = {
        result: AuthorizeResult.DENY,
      };
      const response = await get(`${PATH}${path}`);
      expect(response.status).toBe(403);
      expect(response.body.reasons[0].code).toBe('permission-missing');
      const [event] = await knex('audit_events')
        .where('result', 'refused')
        .orderBy('id', 'desc');
      expect(event).toMatchObject({
        action: `audit.${path.slice(1) || 'list'}`,
        actor: 'user:default/eve',
        request_id: expect.any(String),
      });
      expect(broker.auditor.createEvent).toHaveBeenCalledTimes(1);
    },
  );
});
