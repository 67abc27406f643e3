import {
  agentTaskConditions,
  createAgentTaskConditionalDecision,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import {
  agentTaskReadPermission,
  ProvenancePage,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { assertContract } from '../__testUtils__/assertContract';
import { insertLaunched } from '../__testUtils__/insertLaunched';
import { createTestBroker } from '../__testUtils__/TestBroker';
import { applyPullReadings } from '../database/operations/pulls/applyPullReadings';
import type { TaskRow } from '../database/rows';

jest.setTimeout(60_000);

const ref = 'agenttasktemplate:default/migrate';
const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`;

describe('provenance', () => {
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
    await knex('agent_tasks').delete();
    await knex('template_versions').delete();
    await knex('audit_events').delete();
  });

  const send = (path: string) =>
    request(broker.app)
      .get(path)
      .set('authorization', mockCredentials.user.header('user:default/alice'));
  const get = async (query: Record<string, string | string[]> = {}) => {
    const path = `/v1/provenance?${new URLSearchParams(
      Object.entries(query).flatMap(([name, value]) =>
        [value].flat().map(one => [name, one]),
      ),
    )}`;
    const { status, body } = await send(path);
    assertContract({ method: 'get', path, status, body });
    return { status, body: body as ProvenancePage & { reasons: unknown } };
  };
  const titles = async (query: Record<string, string | string[]> = {}) => {
    const { body } = await get(query);
    expect(body.counts.tasks).toBe(body.items.length);
    return body.items.map(({ title }) => title);
  };

  const version = async (letter: string, number: string) => {
    const [row] = await knex('template_versions')
      .insert({
        id: randomUUID(),
        template_ref: ref,
        digest: digestOf(letter),
        version: number,
        title: 'Migrate',
        content: {},
      })
      .returning('id');
    return row.id;
  };
  const launched = (row: Partial<TaskRow>) =>
    insertLaunched(knex, { entity_ref: null, ...row });
  const merged = async (
    task: TaskRow,
    number: number,
    commit: string,
    state: 'merged' | 'open' = 'merged',
  ) => {
    const databaseId = `${number}`;
    await knex('pull_requests').insert({
      task_id: task.id,
      attempt_number: 1,
      database_id: databaseId,
    });
    await knex.transaction(tx =>
      applyPullReadings(tx, {
        answers: [
          {
            taskId: task.id,
            databaseId,
            reading: {
              globalId: `PR_${number}`,
              number,
              url: `https://${task.host}/${task.repository_owner}/${task.repository_name}/pull/${number}`,
              title: 'Change',
              state,
              isDraft: false,
              headRef: 'copilot/x',
              ...(state === 'merged' && {
                mergedAt: new Date('2026-02-01T00:00:00Z'),
                mergeCommit: commit,
              }),
              updatedAt: new Date('2026-02-01T00:00:00Z'),
            },
          },
        ],
        askedAt: new Date(),
        intervalMs: 1_000,
      }),
    );
  };

  it('answers counts first, then tasks with all that they led to', async () => {
    const id = await version('a', '1.0.0');
    const task = await launched({
      title: 'Merged twice',
      template_ref: ref,
      template_version_id: id,
      model: 'gpt-5',
      session_models: ['claude'],
      custom_agent: 'migrator',
      ticket: 'OPS-1',
      credits_nano: '1500000000',
    });
    await merged(task, 7, 'abcdef0123');
    await merged(task, 8, '', 'open');
    await launched({ title: 'Alone', credits_nano: '1000000000' });
    await launched({ title: 'Elsewhere', repository_name: 'api' });
    await knex('audit_events').insert([
      {
        action: 'task.approve',
        actor: 'user:default/bo',
        result: 'allowed',
        task_id: task.id,
        details: {},
      },
      {
        action: 'task.approve',
        actor: 'user:default/cy',
        result: 'refused',
        task_id: task.id,
        details: {},
      },
    ]);
    const { body } = await get();
    expect(body.counts).toEqual({
      tasks: 3,
      repositories: 2,
      pullRequests: 2,
      merged: 1,
      credits: 2.5,
    });
    expect(body.items.map(({ title }) => title)).toEqual([
      'Elsewhere',
      'Alone',
      'Merged twice',
    ]);
    expect(body.items[2]).toMatchObject({
      taskId: task.id,
      template: { ref, version: '1.0.0', digest: digestOf('a') },
      model: 'gpt-5',
      sessionModels: ['claude'],
      customAgent: 'migrator',
      ticket: 'OPS-1',
      requestedBy: 'user:default/ada',
      approvers: ['user:default/bo'],
      identity: 'robot',
      promptDigest: 'sha256:1',
      usage: { credits: 1.5 },
      githubTasks: [{ id: task.github_task_id, adopted: false }],
      pullRequests: [
        { number: 8, state: 'open' },
        {
          number: 7,
          state: 'merged',
          mergeCommit: 'abcdef0123',
          mergedAt: '2026-02-01T00:00:00.000Z',
        },
      ],
    });
  });

  it('counts nothing where there is nothing', async () => {
    expect((await get()).body).toEqual({
      counts: {
        tasks: 0,
        repositories: 0,
        pullRequests: 0,
        merged: 0,
        credits: 0,
      },
      items: [],
      pageInfo: {},
    });
  });

  it('is narrowed by every filter, and traced back from pull request and commit', async () => {
    const [first, second] = [
      await version('a', '1.0.0'),
      await version('b', '1.1.0'),
    ];
    const of = (id: string) => ({
      template_ref: ref,
      template_version_id: id,
    });
    const one = await launched({
      ...of(first),
      title: 'one',
      model: 'gpt-5',
      ticket: 'OPS-1',
      created_at: new Date('2026-01-01T00:00:00Z'),
    });
    const two = await launched({
      ...of(second),
      title: 'two',
      session_models: ['gpt-5', 'claude'],
      custom_agent: 'migrator',
      identity_id: 'other',
      repository_name: 'API',
      created_at: new Date('2026-02-01T00:00:00Z'),
    });
    await merged(one, 7, 'abcdef0123');
    await merged(two, 7, 'abcdee0123');

    expect(await titles({ template: 'migrate' })).toEqual(['two', 'one']);
    expect(await titles({ template: 'other' })).toEqual([]);
    expect(await titles({ template: 'migrate', version: '1.1.0' })).toEqual([
      'two',
    ]);
    expect(await titles({ digest: digestOf('a') })).toEqual(['one']);
    expect(await titles({ digest: 'bbbbbb' })).toEqual(['two']);
    expect(await titles({ digest: ['aaaaaa', 'bbbbbb'] })).toHaveLength(2);
    expect(await titles({ model: 'gpt-5' })).toEqual(['two', 'one']);
    expect(await titles({ model: 'claude' })).toEqual(['two']);
    expect(await titles({ customAgent: 'migrator' })).toEqual(['two']);
    expect(await titles({ identity: 'robot' })).toEqual(['one']);
    expect(await titles({ ticket: 'OPS-1' })).toEqual(['one']);
    expect(await titles({ repository: 'acme/api' })).toEqual(['two']);
    expect(await titles({ from: '2026-02-01T00:00:00Z' })).toEqual(['two']);
    expect(await titles({ to: '2026-02-01T00:00:00Z' })).toEqual(['one']);
    expect(await titles({ pullRequest: '7' })).toHaveLength(2);
    expect(await titles({ pullRequest: 'ACME/shop#7' })).toEqual(['one']);
    expect(
      await titles({ pullRequest: `https://${two.host}/acme/api/pull/7` }),
    ).toEqual(['two']);
    expect(await titles({ commit: 'abcdef0' })).toEqual(['one']);
    expect(await titles({ commit: 'ABCDEE0123' })).toEqual(['two']);
    expect(
      await titles({ commit: 'abcdef0', pullRequest: 'acme/api#7' }),
    ).toEqual([]);
    // a text that no column can hold
    expect(await titles({ ticket: 'OPS\0' })).toEqual([]);
  });

  it.each([
    [{ pullRequest: 'acme/web' }, 'pullRequest'],
    [{ commit: 'xyz' }, 'commit'],
    [{ cursor: 'nonsense' }, 'cursor'],
    [{ limit: '101' }, 'limit'],
    [{ digest: '%' }, 'digest.0'],
    [{ from: 'yesterday' }, 'from'],
  ])('refuses %j', async (query: Record<string, string>, field) => {
    const { status, body } = await get(query);
    expect(status).toBe(400);
    expect(body.reasons).toEqual([expect.objectContaining({ field })]);
  });

  it('pages forward and back without a gap while rows are added', async () => {
    const at = new Date('2026-01-01T00:00:00Z');
    for (const title of ['e', 'd', 'c', 'b', 'a']) {
      // all of the same time: their order is that of submission
      await launched({ title, created_at: at });
    }
    const first = await get({ limit: '2' });
    await launched({ title: 'new' });
    const next = (cursor?: string) => get({ limit: '2', cursor: cursor ?? '' });
    const second = await next(first.body.pageInfo.nextCursor);
    const third = await next(second.body.pageInfo.nextCursor);
    const back = await next(third.body.pageInfo.prevCursor);
    const pages = [first, second, third, back].map(({ body }) =>
      body.items.map(({ title }) => title).join(''),
    );
    expect(pages).toEqual(['ab', 'cd', 'e', 'cd']);
    expect(third.body.pageInfo.nextCursor).toBeUndefined();
    expect(third.body.counts.tasks).toBe(6);
  });

  it('neither shows nor counts nor exports what the caller may not read', async () => {
    await launched({ title: 'mine', requested_by: 'user:default/alice' });
    const other = await launched({ title: 'not mine' });
    await merged(other, 7, 'abcdef0123');
    broker.decisions[agentTaskReadPermission.name] =
      createAgentTaskConditionalDecision(agentTaskReadPermission, {
        anyOf: [
          agentTaskConditions.isRequester({
            userRefs: ['user:default/alice'],
          }),
        ],
      });
    expect(await titles()).toEqual(['mine']);
    expect(await titles({ commit: 'abcdef0' })).toEqual([]);
    const { text } = await send('/v1/provenance/export?format=csv');
    expect(text).toContain('mine');
    expect(text).not.toContain('not mine');

    broker.decisions[agentTaskReadPermission.name] = {
      result: AuthorizeResult.DENY,
    };
    expect((await get()).status).toBe(403);
    expect((await send('/v1/provenance/export?format=csv')).status).toBe(403);
  });

  it('exports more than a batch, each row once', async () => {
    await knex.raw(
      `insert into agent_tasks (id, request_digest, title, host, repository_owner, repository_name, repository_url, parameters, create_pull_request, prompt, prompt_digest, requested_by, source, decision, launch_state, phase, phase_since, due_at, created_at)
       select gen_random_uuid(), 'd', 'Task ' || n, 'github.test', 'acme', 'web', 'https://github.test/acme/web', '{}', true, 'p', 'd', 'user:default/ada', 'api', '{}', 'queued', 'queued', now(), now(), '2026-01-01'::timestamptz + (n / 7) * interval '1 second'
       from generate_series(1, 2500) n`,
    );
    const response = await send('/v1/provenance/export?format=jsonl')
      .buffer(true)
      .parse((answer, done) => {
        let text = '';
        answer.on('data', chunk => (text += chunk));
        answer.on('end', () => done(null, text));
      });
    expect(response.headers['content-type']).toMatch(/^application\/jsonl/);
    expect(response.headers['content-disposition']).toBe(
      'attachment; filename="provenance.jsonl"',
    );
    const rows = String(response.body).trimEnd().split('\n');
    const found = rows.map(row => JSON.parse(row).title);
    expect(found).toHaveLength(2_500);
    expect(new Set(found).size).toBe(2_500);
    expect(found[0]).toBe('Task 2500');
  });

  it('refuses an export that cannot be read before it begins', async () => {
    const { status, body } = await send(
      '/v1/provenance/export?format=csv&pullRequest=nonsense',
    );
    expect(status).toBe(400);
    expect(body.reasons).toEqual([
      expect.objectContaining({ field: 'pullRequest' }),
    ]);
  });
});
