import { verifyAuditExport } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { EventParams } from '@backstage/plugin-events-node';
import knexFactory, { Knex } from 'knex';
import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createDatabase } from '../__testUtils__/createDatabase';
import { insertTask } from '../__testUtils__/insertTask';
import { addAnchor } from '../database/operations/audit/addAnchor';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { claimAnchors } from '../database/operations/audit/claimAnchors';
import { AUDIT_ANCHORED_TOPIC, createAnchorTargets } from './AnchorTarget';
import { exportTrail } from './exportTrail';
import { pruneTrail } from './pruneTrail';
import { sealTrail } from './sealTrail';
import { tellAnchors } from './tellAnchors';
import { tellAuditor } from './tellAuditor';
import { verifyTrail } from './verifyTrail';

jest.setTimeout(60_000);

const DAY_MS = 24 * 3_600_000;

describe('the audit trail', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let other: Knex;

  beforeAll(async () => {
    knex = await createDatabase(databases);
    other = knexFactory(knex.client.config);
  });
  afterAll(() => other.destroy());
  beforeEach(async () => {
    await knex.raw(
      'truncate agent_tasks, audit_events, audit_anchors, audit_checkpoints restart identity cascade',
    );
    await knex('audit_chain').update({
      position: '0',
      hash: '0'.repeat(64),
      sealed_at: null,
    });
  });

  const append = async (count = 1, tx: Knex = knex) =>
    appendAudit(
      tx,
      ...Array.from({ length: count }, (_, index) => ({
        action: 'task.submit',
        actor: 'user:default/ada',
        result: 'allowed' as const,
        details: { requestId: `r-${index}`, decision: { n: index } },
      })),
    );
  const verify = (options: { after?: number; limit?: number } = {}) =>
    verifyTrail(knex, { limit: 1_000_000, ...options });
  const rows = () => knex('audit_events').orderBy('position');

  describe('is written', () => {
    it('with what its task says, and what it was asked for', async () => {
      const task = await insertTask(knex, { ticket: 'CHG-7' });
      await appendAudit(
        knex,
        {
          action: 'task.launched',
          actor: 'plugin:agent-tasks',
          result: 'allowed',
          task_id: task.id,
          details: { before: { phase: 'launching' }, after: { phase: 'x' } },
        },
        {
          action: 'task.retry',
          actor: 'user:default/eve',
          result: 'refused',
          task_id: task.id,
          ticket: null,
          details: { requestId: 'r-1', via: 'plugin:scaffolder' },
        },
        {
          action: 'task.submit',
          actor: 'schedule:nightly',
          result: 'allowed',
          details: {},
        },
      );
      expect(await knex('audit_events').orderBy('id')).toMatchObject([
        {
          actor_kind: 'service',
          on_behalf_of: 'user:default/ada',
          repository: 'github.test/acme/web',
          ticket: 'CHG-7',
          before: { phase: 'launching' },
          after: { phase: 'x' },
          details: {},
          position: null,
        },
        {
          actor_kind: 'user',
          on_behalf_of: null,
          request_id: 'r-1',
          ticket: null,
          details: { via: 'plugin:scaffolder' },
        },
        { actor_kind: 'schedule', task_id: null, repository: null },
      ]);
    });

    it('and tells the auditor of what came with no request', async () => {
      await append();
      await appendAudit(knex, {
        action: 'identity.quarantine',
        actor: 'plugin:agent-tasks',
        result: 'refused',
        identity_id: 'bot',
        details: {
          reasons: [{ code: 'x', message: 'The token was rejected.' }],
        },
      });
      const event = { success: jest.fn(), fail: jest.fn() };
      const auditor = { createEvent: jest.fn(async () => event) };
      await tellAuditor(auditor, await sealTrail(knex, 10));
      expect(auditor.createEvent.mock.calls).toEqual([
        [
          expect.objectContaining({
            eventId: 'identity-quarantine',
            meta: expect.objectContaining({ identity: 'bot' }),
          }),
        ],
      ]);
      expect(event.success).not.toHaveBeenCalled();
      expect(event.fail).toHaveBeenCalledWith({
        error: new Error('The token was rejected.'),
      });
    });
  });

  describe('is sealed', () => {
    it('in the order of sealing, though a transaction commits late', async () => {
      const late = await other.transaction();
      await append(1, late);
      await append(2);
      expect(await sealTrail(knex, 10)).toHaveLength(2);
      await late.commit();
      expect(await sealTrail(knex, 10)).toHaveLength(1);
      expect((await rows()).map(({ position, id }) => [position, id])).toEqual([
        ['1', '2'],
        ['2', '3'],
        ['3', '1'],
      ]);
      expect(await verify()).toMatchObject({
        complete: true,
        head: { position: 3 },
        chain: { position: '3', unsealed: 0 },
      });
    });

    it('once, by whichever replica is first', async () => {
      await append(300);
      const seal = async (replica: Knex) => {
        let sealed = 0;
        for (let i = 0; i < 40; i++) {
          sealed += (await sealTrail(replica, 7)).length;
        }
        return sealed;
      };
      const counts = await Promise.all([seal(knex), seal(other), seal(knex)]);
      while ((await sealTrail(knex, 100)).length) {
        // what nobody took while it was locked
      }
      expect(counts.reduce((a, b) => a + b)).toBeGreaterThan(0);
      expect((await rows()).map(({ position }) => Number(position))).toEqual(
        Array.from({ length: 300 }, (_, index) => index + 1),
      );
      expect((await verify()).broken).toBeUndefined();
    });

    it('without a wait for requests, and by nobody else meanwhile', async () => {
      await append();
      const sealing = await knex.transaction();
      await sealing('audit_chain').forUpdate();
      await append(1, other);
      expect(await sealTrail(other, 10)).toEqual([]);
      await sealing.rollback();
      expect(await sealTrail(other, 10)).toHaveLength(2);
    });
  });

  describe('is verified', () => {
    beforeEach(async () => {
      await append(30);
      await sealTrail(knex, 20);
      await sealTrail(knex, 20);
    });

    it('in stretches', async () => {
      const first = await verify({ limit: 12 });
      expect(first).toMatchObject({
        complete: false,
        after: { position: 0 },
        head: { position: 12 },
      });
      expect(await verify({ after: 12 })).toMatchObject({
        complete: true,
        after: first.head,
        head: { position: 30 },
      });
    });

    it.each<[string, string, { position: number; reason: string }]>([
      [
        'a changed actor',
        `update audit_events set actor = 'user:default/eve' where position = 12`,
        { position: 12, reason: 'edited' },
      ],
      [
        'a changed time',
        `update audit_events set at = at - interval '1 microsecond' where position = 5`,
        { position: 5, reason: 'edited' },
      ],
      [
        'a changed reason',
        `update audit_events set details = jsonb_set(details, '{decision,n}', '99') where position = 30`,
        { position: 30, reason: 'edited' },
      ],
      [
        'a removed event',
        'delete from audit_events where position = 21',
        { position: 21, reason: 'gap' },
      ],
      [
        'a removed end',
        'delete from audit_events where position > 28',
        { position: 29, reason: 'gap' },
      ],
      [
        'a moved event',
        `update audit_events set position = case position when 7 then -1 else 7 end where position in (7, 8);
         update audit_events set position = 8 where position = -1`,
        { position: 7, reason: 'reordered' },
      ],
      [
        'an event beyond the end',
        `update audit_chain set position = 29, hash = (select hash from audit_events where position = 29)`,
        { position: 30, reason: 'edited' },
      ],
    ])('and shows %s', async (_name, sql, expected) => {
      for (const statement of sql.split(';\n')) {
        await knex.raw(statement);
      }
      expect(await verify()).toMatchObject({
        complete: false,
        broken: expected,
      });
    });

    it('and shows a chain that was written anew, by its anchors', async () => {
      await addAnchor(knex, { intervalMs: 0 });
      await knex('audit_events')
        .where({ position: '12' })
        .update({ actor: 'user:default/eve' });
      await knex('audit_events').update({ position: null, hash: null });
      await knex('audit_chain').update({
        position: '0',
        hash: '0'.repeat(64),
      });
      await sealTrail(knex, 100);
      expect((await verify()).broken).toMatchObject({
        position: 30,
        reason: 'rewritten',
      });
      await knex('audit_anchors').delete();
      expect((await verify()).broken).toBeUndefined();
    });

    it('and shows a chain that ends before its anchor', async () => {
      await addAnchor(knex, { intervalMs: 0 });
      await knex('audit_events').where('position', '>', 10).delete();
      await knex('audit_chain').update({
        position: '10',
        hash: (await rows())[9].hash!,
      });
      expect((await verify()).broken).toMatchObject({
        position: 11,
        reason: 'gap',
      });
    });
  });

  describe('is exported', () => {
    const linesOf = async (query: { after?: number; until?: number }) => {
      let text = '';
      for await (const part of await exportTrail(knex, query)) {
        text += part;
      }
      return text.trimEnd().split('\n');
    };

    it('so that it verifies elsewhere, whole or in part', async () => {
      await append(25);
      await sealTrail(knex, 100);
      await append(5);
      const whole = await verifyAuditExport(await linesOf({}));
      expect(whole).toMatchObject({ head: { position: 25 } });
      expect(whole).not.toHaveProperty('broken');
      const part = await linesOf({ after: 5, until: 15 });
      expect(part).toHaveLength(11);
      expect(await verifyAuditExport(part)).toMatchObject({
        header: { after: { position: 5 }, until: { position: 15 } },
        head: { position: 15 },
      });
      await knex('audit_events')
        .where({ position: '10' })
        .update({ result: 'refused' });
      expect((await verifyAuditExport(await linesOf({}))).broken).toMatchObject(
        { position: 10, reason: 'edited' },
      );
    });
  });

  describe('loses by age', () => {
    const age = (positions: string, days: number) =>
      knex.raw(
        `update audit_events set at = at - ? * interval '1 day' where ${positions}`,
        [days],
      );

    it('only the beginning of the chain, and still verifies', async () => {
      await append(10);
      await age('id <= 6 or id = 8', 40);
      await sealTrail(knex, 100);
      expect(await pruneTrail(knex, 30 * DAY_MS)).toBe(false);
      expect(await knex('audit_checkpoints')).toMatchObject([
        { position: '6', events: 6 },
      ]);
      await sealTrail(knex, 100);
      expect(
        (await rows()).map(({ position, action }) => [position, action]),
      ).toEqual([
        ['7', 'task.submit'],
        ['8', 'task.submit'],
        ['9', 'task.submit'],
        ['10', 'task.submit'],
        ['11', 'audit.prune'],
      ]);
      const verdict = await verify();
      expect(verdict).toMatchObject({
        complete: true,
        after: { position: 6 },
        head: { position: 11 },
        chain: { checkpoint: { position: '6' } },
      });
      // once a day
      await age('true', 40);
      expect(await pruneTrail(knex, 30 * DAY_MS)).toBe(false);
      expect(await rows()).toHaveLength(5);
    });

    it('and shows when more was removed than that', async () => {
      await append(10);
      await age('id <= 6', 40);
      await sealTrail(knex, 100);
      await pruneTrail(knex, 30 * DAY_MS);
      await knex('audit_events').where({ position: '7' }).delete();
      expect((await verify()).broken).toMatchObject({
        position: 7,
        reason: 'gap',
      });
    });
  });

  describe('is anchored', () => {
    it('once an interval, and told everywhere', async () => {
      const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'anchors-'));
      const file = path.join(directory, 'anchors.jsonl');
      const received: { body: string; signature: unknown }[] = [];
      let answer = 503;
      const server = http.createServer((req, res) => {
        let body = '';
        req.on('data', chunk => (body += chunk));
        req.on('end', () => {
          const signature = req.headers['x-agent-tasks-signature-256'];
          received.push({ body, signature });
          res.writeHead(answer).end();
        });
      });
      await new Promise<void>(resolve => {
        server.listen(0, '127.0.0.1', resolve);
      });
      const { port } = server.address() as AddressInfo;
      const published: EventParams[] = [];
      const events = mockServices.events.mock({
        publish: async event => {
          published.push(event);
        },
      });
      const targets = createAnchorTargets({
        anchors: {
          intervalMs: 0,
          file,
          webhook: { url: `http://127.0.0.1:${port}/`, secret: 'shared' },
        },
        events,
      });
      const logger = mockServices.logger.mock();
      const tell = () => tellAnchors({ knex, targets, logger });

      await addAnchor(knex, { intervalMs: DAY_MS });
      expect(await knex('audit_anchors')).toEqual([]);
      await append(3);
      await sealTrail(knex, 10);
      await Promise.all([
        addAnchor(knex, { intervalMs: DAY_MS }),
        addAnchor(other, { intervalMs: DAY_MS }),
      ]);
      await append(1);
      await sealTrail(knex, 10);
      await addAnchor(knex, { intervalMs: DAY_MS });
      await tell();
      const [anchor] = await knex('audit_anchors');
      expect(anchor).toMatchObject({
        position: '3',
        told: ['event', 'file'],
        failures: 1,
        last_error: expect.stringContaining('503'),
      });
      // not before its time
      await tell();
      expect(received).toHaveLength(1);
      answer = 204;
      await knex('audit_anchors').update({ due_at: new Date(0) });
      await tell();
      server.close();
      expect(await knex('audit_anchors')).toMatchObject([
        { told: ['event', 'file', 'webhook'], due_at: null, last_error: null },
      ]);
      const payload = {
        position: 3,
        hash: (await rows())[2].hash,
        at: anchor.at.toISOString(),
      };
      expect(published).toEqual([
        { topic: AUDIT_ANCHORED_TOPIC, eventPayload: payload },
      ]);
      expect(fs.readFileSync(file, 'utf8')).toBe(
        `${JSON.stringify(payload)}\n`,
      );
      expect(JSON.parse(received[1].body)).toEqual(payload);
      expect(received[1].signature).toBe(
        `sha256=${createHmac('sha256', 'shared')
          .update(received[1].body)
          .digest('hex')}`,
      );
      fs.rmSync(directory, { recursive: true });
    });

    it('and one replica tells it', async () => {
      await append();
      await sealTrail(knex, 10);
      await addAnchor(knex, { intervalMs: 0 });
      const claims = await Promise.all(
        [knex, other, knex].map(replica =>
          claimAnchors(replica, { limit: 10, claimMs: 60_000 }),
        ),
      );
      expect(claims.flat()).toHaveLength(1);
    });
  });
});
