import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { component, migrateTemplate } from '../__testUtils__/catalogEntities';
import { createTestBroker } from '../__testUtils__/TestBroker';
import type { Caller } from '../tasks/TaskService';
import { expireApproval } from './expireApproval';

jest.setTimeout(120_000);

const ROUNDS = 10;

function person(name: string): Caller {
  const userRef = `user:default/${name}`;
  return {
    credentials: mockCredentials.user(userRef),
    actor: userRef,
    userRef,
    memberships: async () => [userRef, 'group:default/team-a'],
    requestId: name,
  };
}

describe('approvals with two connections', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let one: Knex;
  let two: Knex;
  let first: Awaited<ReturnType<typeof createTestBroker>>['service'];
  let second: typeof first;

  beforeAll(async () => {
    one = await databases.init('POSTGRES_18');
    two = createKnex({
      client: 'pg',
      connection: one.client.config.connection,
      pool: { min: 0, max: 10 },
    });
    const options = {
      agentTasks: { tiers: { '1': { approvals: { by: 'owner-group' } } } },
      entities: [
        migrateTemplate(),
        component('orders', { 'agent-tasks/tier': '1' }),
      ],
    };
    first = (await createTestBroker({ knex: one, ...options })).service;
    second = (await createTestBroker({ knex: two, ...options })).service;
  });

  afterAll(async () => {
    await two.destroy();
  });

  async function waiting() {
    const { task } = await first.submit(
      {
        template: 'migrate',
        entityRef: 'component:default/orders',
        parameters: { target: 'node-24' },
      },
      person('alice'),
    );
    const promptDigest = task.approval?.promptDigest ?? '';
    return { id: task.id, promptDigest };
  }

  /** Of two, the one that won: exactly one has to. */
  function winner(outcomes: PromiseSettledResult<unknown>[]): number {
    const won = outcomes.map(
      outcome => outcome.status === 'fulfilled' && outcome.value !== false,
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        expect(outcome.reason.name).toBe('ConflictError');
      }
    }
    return won.indexOf(true);
  }

  async function end(id: string) {
    const [task, request, story] = await Promise.all([
      one('agent_tasks').where({ id }).first(),
      one('approval_requests').where({ task_id: id }),
      one('task_timeline')
        .where({ task_id: id })
        .whereIn('kind', [
          'approved',
          'rejected',
          'withdrawn',
          'approval-expired',
        ]),
    ]);
    expect(request).toHaveLength(1);
    return {
      state: task?.launch_state,
      request: request[0].state,
      story: story.map(({ kind }) => kind),
    };
  }

  it('lets one of two approvers decide', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id, promptDigest } = await waiting();
      winner(
        await Promise.allSettled([
          first.approve(id, { promptDigest }, person('bob')),
          second.approve(id, { promptDigest }, person('carl')),
        ]),
      );
      expect(await end(id)).toEqual({
        state: 'queued',
        request: 'approved',
        story: ['approved'],
      });
      expect(
        await one('audit_events').where({
          task_id: id,
          action: 'task.approve',
        }),
      ).toHaveLength(1);
    }
  });

  it('lets an approval or a rejection win', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id, promptDigest } = await waiting();
      const won = winner(
        await Promise.allSettled([
          first.approve(id, { promptDigest }, person('bob')),
          second.reject(id, { promptDigest, comment: 'No.' }, person('carl')),
        ]),
      );
      expect(await end(id)).toEqual(
        won === 0
          ? { state: 'queued', request: 'approved', story: ['approved'] }
          : { state: 'rejected', request: 'rejected', story: ['rejected'] },
      );
    }
  });

  it('lets an approval win, or end as withdrawn', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id, promptDigest } = await waiting();
      const [approval, withdrawal] = await Promise.allSettled([
        first.approve(id, { promptDigest }, person('bob')),
        second.withdraw(id, {}, person('alice')),
      ]);
      // what is approved is queued, and may be withdrawn, too
      expect(withdrawal.status).toBe('fulfilled');
      const approved = approval.status === 'fulfilled';
      expect(await end(id)).toEqual({
        state: 'withdrawn',
        request: approved ? 'approved' : 'withdrawn',
        story: approved ? ['approved', 'withdrawn'] : ['withdrawn'],
      });
    }
  });

  it('lets an approval or the end of its time win', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id, promptDigest } = await waiting();
      // due while both are on their way
      await one('approval_requests')
        .where({ task_id: id })
        .update({
          expires_at: one.raw(
            `clock_timestamp() + interval '${round * 3} milliseconds'`,
          ) as unknown as Date,
        });
      const [approval, expiry] = await Promise.allSettled([
        first.approve(id, { promptDigest }, person('bob')),
        two.transaction(tx => expireApproval(tx, id)),
      ]);
      const approved = approval.status === 'fulfilled';
      const expired = expiry.status === 'fulfilled' && expiry.value;
      expect(expiry.status).toBe('fulfilled');
      expect(approved && expired).toBe(false);
      // each may have come at a time that was the other's; a next look ends it
      const later = await one.transaction(tx => expireApproval(tx, id));
      expect(later).toBe(!approved && !expired);
      expect(await end(id)).toEqual(
        approved
          ? { state: 'queued', request: 'approved', story: ['approved'] }
          : {
              state: 'rejected',
              request: 'expired',
              story: ['approval-expired'],
            },
      );
    }
  });

  it('keeps one open request a task, whoever asks', async () => {
    const { id } = await waiting();
    const request = await one('approval_requests')
      .where({ task_id: id })
      .first();
    const again = two('approval_requests').insert({
      ...request,
      id: two.raw('gen_random_uuid()') as unknown as string,
      seq: undefined,
      needs: '[]' as unknown as [],
    });
    await expect(again).rejects.toThrow('approval_requests_open_idx');
  });
});
