import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  createDatabase,
  createIdentities,
  insertTask,
  publishedLimits,
} from '../__testUtils__';
import type { ConcurrencyCaps } from '../config/AgentTasksConfig';
import { recordAnswer } from '../database/operations/identities/recordAnswer';
import { pauseIdentity } from '../database/operations/identities/pauseIdentity';
import { quarantineIdentity } from '../database/operations/identities/quarantineIdentity';
import { syncIdentityStates } from '../database/operations/identities/syncIdentityStates';
import { releaseLostAdmissions } from '../database/operations/admission/releaseLostAdmissions';
import { cleanLedger } from '../database/operations/ledger/cleanLedger';
import { IdentityHealth } from '../identities/IdentityHealth';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import { Admission } from './Admission';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
let knex: Knex;

beforeEach(async () => {
  knex = await createDatabase(databases);
});

/** An admission whose jobs are a table of the same database. */
async function createAdmission(
  identities: IdentityRegistry,
  caps?: ConcurrencyCaps,
) {
  if (!(await knex.schema.hasTable('jobs'))) {
    await knex.schema.createTable('jobs', table => {
      table.increments('id');
      table.uuid('task_id');
    });
  }
  await syncIdentityStates(
    knex,
    identities.list().map(({ id }) => ({ id, tokenDigest: 'sha256:1' })),
  );
  return Admission.create({
    knex,
    identities,
    caps,
    queue: {
      enqueue: async (tx, taskIds) => {
        await tx('jobs').insert(taskIds.map(id => ({ task_id: id })));
      },
    },
  });
}

async function admittedTitles(): Promise<string[]> {
  const rows = await knex('jobs')
    .join('agent_tasks', 'agent_tasks.id', 'jobs.task_id')
    .orderBy('jobs.id')
    .select('title');
  return rows.map(row => row.title);
}

async function insertMany(count: number) {
  await knex.transaction(async tx => {
    for (let i = 0; i < count; i++) {
      await insertTask(tx, { title: `Task ${i}` });
    }
  });
}

/** As if all open launches had been sent so long ago. */
async function sentAgo(seconds: number) {
  await knex('launch_ledger')
    .whereNull('sent_at')
    .update({
      sent_at: knex.raw(`clock_timestamp() - ? * interval '1 second'`, [
        seconds,
      ]),
    });
}

describe('Admission', () => {
  it('admits what is due, in the order of priority and waiting', async () => {
    const admission = await createAdmission(createIdentities({}));
    const past = (seconds: number) => new Date(Date.now() - seconds * 1000);
    await insertTask(knex, { title: 'campaign, old', due_at: past(90) });
    await insertTask(knex, { title: 'click, new', priority: 10 });
    await insertTask(knex, {
      title: 'click, old',
      priority: 10,
      due_at: past(60),
    });
    await insertTask(knex, { title: 'campaign, new', due_at: past(30) });
    await insertTask(knex, {
      title: 'later',
      priority: 10,
      due_at: new Date(Date.now() + 60_000),
    });
    await insertTask(knex, { title: 'gone', launch_state: 'withdrawn' });

    expect(await admission.run()).toEqual({ admitted: 4, waiting: false });
    expect(await admittedTitles()).toEqual([
      'click, old',
      'click, new',
      'campaign, old',
      'campaign, new',
    ]);
    expect(await admission.run()).toEqual({ admitted: 0, waiting: false });
  });

  it('keeps the window of a minute, and uses it again once it is over', async () => {
    const admission = await createAdmission(
      createIdentities({
        limits: { ...publishedLimits, creationsPerMinute: 5 },
      }),
    );
    await insertMany(12);
    expect(await admission.run()).toEqual({ admitted: 5, waiting: true });
    expect((await admission.run()).admitted).toBe(0);
    await sentAgo(59);
    const full = await admission.run();
    expect(full).toMatchObject({ admitted: 0, waiting: true });
    // the rest of the minute and the margin
    expect(full.opensInMs).toBeGreaterThan(1_000);
    expect(full.opensInMs).toBeLessThanOrEqual(2_000);
    // within the margin
    await knex('launch_ledger').delete();
    await admission.run();
    await sentAgo(60.5);
    expect((await admission.run()).admitted).toBe(0);
    await knex('launch_ledger').update({
      sent_at: knex.raw(`clock_timestamp() - interval '62 seconds'`),
    });
    expect((await admission.run()).admitted).toBe(2);
  });

  it('keeps the window of an hour', async () => {
    const admission = await createAdmission(
      createIdentities({ limits: { ...publishedLimits, creationsPerHour: 7 } }),
    );
    await insertMany(10);
    expect((await admission.run()).admitted).toBe(7);
    await sentAgo(3590);
    expect((await admission.run()).admitted).toBe(0);
    await knex('launch_ledger').update({
      sent_at: knex.raw(`clock_timestamp() - interval '3602 seconds'`),
    });
    expect((await admission.run()).admitted).toBe(3);
  });

  it('keeps the number of launches at once', async () => {
    const admission = await createAdmission(
      createIdentities({
        limits: { ...publishedLimits, concurrentLaunches: 2 },
      }),
    );
    await insertMany(5);
    expect((await admission.run()).admitted).toBe(2);
    expect((await admission.run()).admitted).toBe(0);
    await sentAgo(1);
    expect((await admission.run()).admitted).toBe(2);
  });

  it('never exceeds a window while admissions race', async () => {
    const identities = createIdentities({
      limits: { ...publishedLimits, creationsPerMinute: 20 },
    });
    const admission = await createAdmission(identities);
    const other = await createAdmission(identities);
    await insertMany(60);
    for (let round = 0; round < 8; round++) {
      await Promise.all([
        admission.run(),
        other.run(),
        admission.run(),
        other.run(),
      ]);
      // some are answered while others are admitted
      await knex('launch_ledger')
        .whereIn(
          'id',
          knex('launch_ledger').select('id').whereNull('sent_at').limit(4),
        )
        .update({ sent_at: knex.fn.now() });
    }
    const jobs = await knex('jobs').select('task_id');
    expect(jobs).toHaveLength(20);
    expect(new Set(jobs.map(job => job.task_id)).size).toBe(20);
  });

  it('gives a task to one of two identities that race for it', async () => {
    const identities = createIdentities({ id: 'a' }, { id: 'b' });
    const admissions = [
      await createAdmission(identities),
      await createAdmission(identities),
      await createAdmission(createIdentities({ id: 'b' })),
    ];
    await insertMany(150);
    for (let round = 0; round < 4; round++) {
      await Promise.all(admissions.map(admission => admission.run()));
    }
    const jobs = await knex('jobs').select('task_id');
    expect(jobs).toHaveLength(150);
    expect(new Set(jobs.map(job => job.task_id)).size).toBe(150);
    const { rows } = await knex.raw(
      `select task.identity_id, count(*)::int from agent_tasks task
       join launch_ledger using (identity_id) where task_id = task.id
       group by 1 order by 1`,
    );
    expect(rows.map((row: { count: number }) => row.count)).toEqual([
      expect.any(Number),
      expect.any(Number),
    ]);
    for (const { count } of rows) {
      expect(count).toBeLessThanOrEqual(80);
    }
  });

  it('passes over identities that are paused or in quarantine', async () => {
    const identities = createIdentities(
      { id: 'paused' },
      { id: 'rejected' },
      { id: 'well', repositories: ['acme/web'] },
    );
    const admission = await createAdmission(identities);
    await pauseIdentity(knex, {
      identityId: 'paused',
      forMs: 60_000,
      reason: 'limit',
    });
    // never shortened
    await pauseIdentity(knex, {
      identityId: 'paused',
      forMs: 1,
      reason: 'less',
    });
    await quarantineIdentity(knex, {
      identityId: 'rejected',
      tokenDigest: 'sha256:1',
      message: 'Bad credentials',
    });
    await insertTask(knex, { title: 'served' });
    await insertTask(knex, { title: 'waits', repository_name: 'api' });

    expect(await admission.run()).toEqual({ admitted: 1, waiting: true });
    expect(await admittedTitles()).toEqual(['served']);
    expect(await knex('agent_tasks').whereNotNull('identity_id')).toMatchObject(
      [{ title: 'served', identity_id: 'well' }],
    );

    const health = await IdentityHealth.create({ knex, identities }).list();
    expect(health).toMatchObject([
      { id: 'paused', status: 'paused', pausedUntil: expect.any(String) },
      {
        id: 'rejected',
        status: 'quarantined',
        lastError: { message: 'Bad credentials' },
      },
      {
        id: 'well',
        status: 'unused',
        launchBudget: {
          perMinute: 80,
          remainingPerMinute: 79,
          perHour: 500,
          remainingPerHour: 499,
        },
      },
    ]);
    expect(JSON.stringify(health)).not.toContain('github_pat');

    // a new token ends the quarantine, the old one does not
    await syncIdentityStates(knex, [
      { id: 'rejected', tokenDigest: 'sha256:1' },
    ]);
    expect((await admission.run()).admitted).toBe(0);
    await syncIdentityStates(knex, [
      { id: 'rejected', tokenDigest: 'sha256:2' },
    ]);
    expect((await admission.run()).admitted).toBe(1);
  });

  it('leaves requests of the primary limit to readings', async () => {
    const admission = await createAdmission(createIdentities({}));
    await insertMany(5);
    const remaining = (count: number, minutes: number) =>
      knex('identity_states').update({
        rate_limit: 5000,
        rate_remaining: count,
        rate_reset_at: new Date(Date.now() + minutes * 60_000),
      });
    await remaining(100, 10);
    expect((await admission.run()).admitted).toBe(0);
    await remaining(102, 10);
    expect((await admission.run()).admitted).toBe(2);
    await remaining(0, -1);
    expect((await admission.run()).admitted).toBe(3);
  });

  it('leaves points of the minute to readings', async () => {
    const admission = await createAdmission(
      createIdentities({
        limits: { ...publishedLimits, pointsPerMinute: 100 },
      }),
    );
    await insertMany(30);
    const spend = (points: number) =>
      recordAnswer(knex, {
        identityId: 'bot',
        token: 'launch',
        points,
        status: 200,
        at: new Date(),
      });
    await spend(20);
    await spend(30);
    // 40 of 90 are left, for eight launches of five points
    expect((await admission.run()).admitted).toBe(8);
    // those under way count before their answers do
    expect((await admission.run()).admitted).toBe(0);
    await spend(40);
    await sentAgo(1);
    expect((await admission.run()).admitted).toBe(0);
    // a part of the minute before still counts, nothing of those before it
    await knex('identity_states').update({
      points_minute: knex.raw(`points_minute - interval '2 minutes'`),
    });
    expect((await admission.run()).admitted).toBe(18);
  });

  it('keeps the cap of a template, which free prompts do not have', async () => {
    const admission = await createAdmission(createIdentities({}), {
      perTemplate: 2,
    });
    for (const template_ref of ['a', 'a', 'a', 'b', null, null, null]) {
      await insertTask(knex, { template_ref, title: template_ref ?? 'free' });
    }
    expect(await admission.run()).toEqual({ admitted: 6, waiting: true });
    expect((await admittedTitles()).sort()).toEqual([
      'a',
      'a',
      'b',
      'free',
      'free',
      'free',
    ]);
    expect((await admission.run()).admitted).toBe(0);
    await knex('agent_tasks')
      .where('template_ref', 'a')
      .whereNotNull('admitted_at')
      .update({ launch_state: 'launched', settled_at: new Date() });
    expect((await admission.run()).admitted).toBe(1);
  });

  it('keeps caps over all identities while admissions race', async () => {
    const identities = createIdentities({ id: 'a' }, { id: 'b' });
    const caps = { perOrganization: 9, perRepository: 4, perOwner: 6 };
    const admissions = [
      await createAdmission(identities, caps),
      await createAdmission(identities, caps),
      await createAdmission(createIdentities({ id: 'b' }), caps),
    ];
    for (const owner of ['acme', 'Acme', 'umbrella']) {
      for (const name of ['web', 'api', 'docs']) {
        for (let i = 0; i < 8; i++) {
          await insertTask(knex, {
            repository_owner: owner,
            repository_name: name,
            owner_ref: `group:default/${name === 'docs' ? 'x' : 'y'}`,
          });
        }
      }
    }
    // held by a person, and settled: neither takes a place
    await insertTask(knex, { launch_state: 'launch_unknown', held: true });
    await insertTask(knex, {
      launch_state: 'launched',
      settled_at: new Date(),
    });
    const settledAll = () =>
      knex('agent_tasks').whereNotNull('admitted_at').update({
        launch_state: 'launched',
        admitted_at: null,
        settled_at: new Date(),
      });
    const admittedBy = async (expression: string) => {
      const { rows } = await knex.raw<{ rows: { count: number }[] }>(
        `select count(*)::int as count from agent_tasks
         where admitted_at is not null group by ${expression}`,
      );
      return rows.map(row => row.count);
    };
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 3; i++) {
        await Promise.all(admissions.map(admission => admission.run()));
      }
      expect(
        Math.max(...(await admittedBy('lower(repository_owner)'))),
      ).toBeLessThanOrEqual(9);
      expect(
        Math.max(
          ...(await admittedBy(
            `lower(repository_owner) || '/' || repository_name`,
          )),
        ),
      ).toBeLessThanOrEqual(4);
      // both owners get all of their places
      expect(await admittedBy('owner_ref')).toEqual([6, 6]);
      await settledAll();
    }
  });

  it('gives a click and every owner their turn in a flood', async () => {
    const admission = await createAdmission(
      createIdentities({
        limits: { ...publishedLimits, concurrentLaunches: 4 },
      }),
    );
    await knex.raw(
      `insert into agent_tasks (id, request_digest, title, host, repository_owner,
         repository_name, repository_url, owner_ref, parameters, create_pull_request,
         prompt, prompt_digest, requested_by, source, decision, launch_state, phase,
         phase_since, due_at)
       select gen_random_uuid(), '', 'flood', 'github.test', 'acme', 'web', '',
         'group:default/' || (case when i % 100 = 0 then 'small-' || i % 3 else 'flood' end),
         '{}', true, '', '', 'service:x', 'api', '{}', 'queued', 'queued',
         now(), now() - interval '1 hour'
       from generate_series(1, 3000) i`,
    );
    await insertTask(knex, { title: 'click', priority: 10 });
    for (let round = 0; round < 10; round++) {
      expect((await admission.run()).admitted).toBe(4);
      await sentAgo(1);
    }
    expect((await admittedTitles())[0]).toBe('click');
    const turns = await knex('launch_ledger')
      .groupBy('fairness_key')
      .count({ count: '*' });
    expect(turns.map(row => Number(row.count)).sort((a, b) => a - b)).toEqual([
      1, 9, 10, 10, 10,
    ]);
  });

  it('sends one launch ahead after GitHub has failed', async () => {
    const admission = await createAdmission(createIdentities({}));
    await insertMany(5);
    await knex('identity_states').update({ failures_in_row: 2 });
    expect((await admission.run()).admitted).toBe(1);
    expect((await admission.run()).admitted).toBe(0);
  });

  it('takes the identity with the larger budget', async () => {
    const admission = await createAdmission(
      createIdentities(
        { id: 'small', limits: { ...publishedLimits, creationsPerMinute: 3 } },
        { id: 'large' },
      ),
    );
    await insertTask(knex, {});
    await admission.run();
    expect(await knex('agent_tasks').select('identity_id')).toEqual([
      { identity_id: 'large' },
    ]);
  });

  it('admits again what was admitted and got lost', async () => {
    const admission = await createAdmission(createIdentities({}));
    const { id } = await insertTask(knex, {});
    await admission.run();
    expect(await releaseLostAdmissions(knex)).toEqual([]);
    await knex('agent_tasks').update({
      lease_until: knex.raw(`clock_timestamp() - interval '1 second'`),
    });
    expect(await releaseLostAdmissions(knex)).toEqual([id]);
    await cleanLedger(knex);
    expect(await knex('launch_ledger')).toEqual([]);
    expect((await admission.run()).admitted).toBe(1);
    await cleanLedger(knex);
    expect(await knex('launch_ledger')).toHaveLength(1);
  });
});
