import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { insertLaunched } from '../../../__testUtils__/insertLaunched';
import { createDatabase } from '../../../__testUtils__/createDatabase';
import { claimLooks } from '../readings/claimLooks';
import { claimSweep } from './claimSweep';
import { extendSweep } from './extendSweep';
import { finishSweep } from './finishSweep';
import { hastenSweeps } from './hastenSweeps';
import { nextSweepDue } from './nextSweepDue';

const identityIds = ['robot'];

describe('the lease of a sweep', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;

  beforeEach(async () => {
    knex = await createDatabase(databases);
  });

  const claim = (leaseMs = 20_000) =>
    claimSweep(knex, { identityIds, leaseId: randomUUID(), leaseMs });
  const state = async () => {
    const row = await knex('identity_states').first();
    if (!row) {
      throw new Error('There is no identity');
    }
    return row;
  };

  it('is not given for an identity that has launched nothing', async () => {
    await knex('identity_states').insert({ identity_id: 'robot' });
    expect(await claim()).toBeUndefined();
    expect(await nextSweepDue(knex, identityIds)).toBeUndefined();
  });

  it('is won by one of many at the same time', async () => {
    const task = await insertLaunched(knex);
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim()));
    const won = claims.flatMap(claimed => claimed ?? []);
    expect(won).toHaveLength(1);
    expect(won[0]).toMatchObject({
      activeCount: 1,
      activeSince: task.launched_at,
    });
  });

  it('is not given while the identity is paused or out of use', async () => {
    await insertLaunched(knex);
    await knex('identity_states').update({
      paused_until: new Date(Date.now() + 60_000),
    });
    expect(await claim()).toBeUndefined();
    await knex('identity_states').update({
      paused_until: null,
      quarantined: true,
    });
    expect(await claim()).toBeUndefined();
  });

  it("is another's after its end, and the first writes nothing any more", async () => {
    await insertLaunched(knex);
    const first = await claim(50);
    await new Promise(resolve => setTimeout(resolve, 80));
    const second = await claim();
    if (!first || !second) {
      throw new Error('Both were to get it');
    }
    const lease = { identityId: 'robot', leaseMs: 20_000 };
    expect(await extendSweep(knex, { ...lease, leaseId: first.leaseId })).toBe(
      false,
    );
    expect(
      await finishSweep(knex, {
        identityId: 'robot',
        leaseId: first.leaseId,
        dueInMs: 1,
        completed: {
          startedAt: first.now,
          watermark: new Date(),
          etag: 'x',
        },
      }),
    ).toBe(false);
    expect((await state()).watermark).toBeNull();
    expect(await extendSweep(knex, { ...lease, leaseId: second.leaseId })).toBe(
      true,
    );
  });

  it('moves watermarks forward only, and is due after the interval', async () => {
    await insertLaunched(knex);
    const late = new Date('2026-03-01T12:00:00Z');
    for (const watermark of [late, new Date('2026-03-01T11:00:00Z')]) {
      await knex('identity_states').update({ sweep_due_at: new Date(0) });
      const claimed = await claim();
      await finishSweep(knex, {
        identityId: 'robot',
        leaseId: claimed?.leaseId ?? '',
        dueInMs: 10_000,
        completed: {
          startedAt: claimed?.now ?? late,
          watermark,
          etag: '"e"',
          full: { watermark, dueInMs: 60_000 },
        },
      });
    }
    const after = await state();
    expect(after.watermark).toEqual(late);
    expect(after.full_watermark).toEqual(late);
    expect(after.etag).toBe('"e"');
    expect(after.sweep_lease_id).toBeNull();
    const wait = await nextSweepDue(knex, identityIds);
    expect(wait).toBeGreaterThan(9_000);
    expect(wait).toBeLessThanOrEqual(10_000);
  });

  it('does not lose a hint that comes while it is held', async () => {
    await insertLaunched(knex);
    const claimed = await claim();
    await hastenSweeps(knex, { withinMs: 0, full: true });
    // still one at a time
    expect(await claim()).toBeUndefined();
    await extendSweep(knex, {
      identityId: 'robot',
      leaseId: claimed?.leaseId ?? '',
      leaseMs: 20_000,
    });
    await finishSweep(knex, {
      identityId: 'robot',
      leaseId: claimed?.leaseId ?? '',
      dueInMs: 60_000,
    });
    expect(await claim()).toBeDefined();
  });

  it('takes a storm of hints for one, two seconds after the latest sweep', async () => {
    await insertLaunched(knex);
    const claimed = await claim();
    await finishSweep(knex, {
      identityId: 'robot',
      leaseId: claimed?.leaseId ?? '',
      dueInMs: 60_000,
      completed: {
        startedAt: new Date(),
        watermark: undefined,
        etag: undefined,
      },
    });
    await Promise.all(
      Array.from({ length: 5 }, () =>
        hastenSweeps(knex, { identityIds, withinMs: 0, full: true }),
      ),
    );
    expect(await claim()).toBeUndefined();
    const wait = await nextSweepDue(knex, identityIds);
    expect(wait).toBeGreaterThan(1_000);
    expect(wait).toBeLessThanOrEqual(2_000);
  });
});

describe('the claim of single readings', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  it('gives each task to one replica, and again where that one died', async () => {
    const knex = await createDatabase(databases);
    const ids: string[] = [];
    for (let index = 0; index < 12; index++) {
      const task = await insertLaunched(knex, { next_look_at: new Date(0) });
      ids.push(task.id);
    }
    const claim = (retryMs: number) =>
      claimLooks(knex, { identityIds, limit: 5, retryMs });
    const claimed = (
      await Promise.all([claim(100), claim(100), claim(100), claim(100)])
    ).flat();
    expect(claimed.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(await claim(100)).toEqual([]);
    await new Promise(resolve => setTimeout(resolve, 150));
    expect(await claim(60_000)).toHaveLength(5);
  });
});
