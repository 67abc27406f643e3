/* eslint-disable no-script-url -- what attackers write is tested */
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { createDatabase } from '../__testUtils__';
import { insertLaunched } from '../__testUtils__/insertLaunched';
import { applyHint } from './applyHint';
import { readHint } from './readHint';

jest.setTimeout(60_000);

const HOUR_MS = 3_600_000;

/** Everything that a webhook could wish for. */
const forged = {
  action: 'review_requested',
  number: 7,
  repository: {
    name: 'shop',
    owner: { login: 'acme' },
    html_url: 'https://github.test/acme/shop',
  },
  pull_request: {
    number: 7,
    state: 'closed',
    merged: true,
    merged_at: '2026-01-01T00:00:00Z',
    merge_commit_sha: 'a'.repeat(40),
    title: 'Forged',
    html_url: 'javascript:alert(1)',
    head: { ref: 'copilot/shop' },
  },
  workflow_run: {
    path: 'dynamic/copilot-swe-agent/copilot',
    conclusion: 'success',
  },
};

describe('T7: a forged webhook', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;

  beforeEach(async () => {
    knex = await createDatabase(databases);
    const task = await insertLaunched(knex, { agent_state: 'in_progress' });
    await knex('pull_requests').insert({
      task_id: task.id,
      attempt_number: 1,
      database_id: '70',
      number: 7,
      url: 'https://github.test/acme/shop/pull/7',
      title: 'Shop',
      state: 'draft',
      head_ref: 'copilot/shop',
      read_at: new Date(),
      next_look_at: new Date(Date.now() + HOUR_MS),
    });
    await knex('identity_states').update({
      sweep_due_at: new Date(Date.now() + HOUR_MS),
      full_sweep_due_at: new Date(Date.now() + HOUR_MS),
      swept_at: new Date(),
    });
  });

  const everything = async () => {
    const [pull] = await knex('pull_requests');
    const [identity] = await knex('identity_states');
    const {
      sweep_due_at: sweepDueAt,
      full_sweep_due_at: fullSweepDueAt,
      ...identityRest
    } = identity;
    const { next_look_at: nextLookAt, ...pullRest } = pull;
    const others = [
      'agent_tasks',
      'agent_task_attempts',
      'task_timeline',
      'audit_events',
      'outbox',
      'launch_ledger',
    ];
    return {
      due: { nextLookAt, sweepDueAt, fullSweepDueAt },
      facts: [
        pullRest,
        identityRest,
        ...(await Promise.all(others.map(table => knex(table).select('*')))),
      ],
    };
  };
  const deliver = async (payload: object) => {
    const hint = readHint(payload);
    return hint && (await applyHint(knex, hint));
  };

  it('hastens a look, and changes nothing else', async () => {
    const before = await everything();
    expect(await deliver(forged)).toEqual({ pulls: true, sweeps: true });
    const after = await everything();
    expect(after.facts).toEqual(before.facts);
    for (const due of ['nextLookAt', 'sweepDueAt', 'fullSweepDueAt'] as const) {
      expect(after.due[due]!.getTime()).toBeLessThan(
        before.due[due]!.getTime(),
      );
    }
    // two seconds after the latest reading, however many of them come
    const [{ read_at: readAt }] = await knex('pull_requests').select('read_at');
    for (let count = 0; count < 20; count++) {
      await deliver(forged);
    }
    expect((await everything()).due.nextLookAt!.getTime()).toBeGreaterThan(
      readAt!.getTime() + 1_900,
    );
  });

  it.each([
    ['of another host', { html_url: 'https://evil.example/acme/shop' }],
    ['of another repository', { name: 'elsewhere' }],
    ['with wildcards', { name: '%', owner: { login: '%' } }],
    ['with SQL in it', { name: "shop' or '1'='1" }],
  ])('%s hastens nothing', async (_, change) => {
    const before = await everything();
    await deliver({
      ...forged,
      repository: { ...forged.repository, ...change },
    });
    expect(await everything()).toEqual(before);
  });
});
