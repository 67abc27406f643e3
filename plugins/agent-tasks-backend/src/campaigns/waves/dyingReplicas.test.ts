import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  component,
  group,
  migrateTemplate,
} from '../../__testUtils__/catalogEntities';
import { createTestBroker } from '../../__testUtils__/TestBroker';
import type { TaskRow } from '../../database/rows';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

type Query = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Lets a process die before one of its next questions to the database. What it
 * has not committed is rolled back, as PostgreSQL does with a lost connection.
 */
function dieBefore(
  knex: Knex,
  question: number,
): { died: () => boolean; restore: () => void } {
  const client = Object.getPrototypeOf(knex.client);
  const original: Query = client._query;
  let asked = 0;
  client._query = async function query(
    this: unknown,
    connection: unknown,
    { sql, ...rest }: { sql: string },
  ) {
    if (!/^rollback/i.test(sql)) {
      asked++;
      if (asked >= question) {
        await original.call(this, connection, {
          sql: 'rollback',
          bindings: [],
        });
        throw new Error('The process is gone');
      }
    }
    return await original.call(this, connection, { sql, ...rest });
  };
  return {
    died: () => asked >= question,
    restore: () => {
      client._query = original;
    },
  };
}

describe('a campaign whose replicas die', () => {
  it('opens each gate once and starts each target once, wherever they die', async () => {
    const knex = await databases.init('POSTGRES_18');
    const broker = await createTestBroker({
      knex,
      entities: [
        migrateTemplate(),
        group('team-a'),
        ...Array.from({ length: 8 }, (_, n) => component(`s${n}`)),
      ],
    });
    const { service, planner, keeper } = broker.campaigns;
    const caller = {
      actor: 'user:default/ada',
      credentials: {} as never,
      requestId: 'test',
    };
    const gate = { mergedAtLeast: 0.5, minimumSample: 2 };
    const { id } = await service.create(
      {
        title: 'Node 24 everywhere',
        owner: 'group:default/team-a',
        template: 'migrate',
        parameters: { target: '${{ migrationTarget }}' },
        targets: { filter: [{ kind: 'component' }] },
        waves: [
          { select: { count: 2 }, gate },
          { select: { count: 2 }, gate },
          { select: { count: 2 }, gate },
          { select: {} },
        ],
      },
      caller,
    );
    await planner.settled();
    await service.start(id, undefined, caller);

    let deaths = 0;
    /** Looks that die one question later each, until one lives. */
    async function lookThroughDeaths() {
      for (let question = 1; ; question++) {
        await knex('campaigns')
          .where({ id })
          .update({ due_look_at: new Date(0), lease_until: null });
        const process = dieBefore(knex, question);
        await keeper.run().catch(() => {});
        process.restore();
        if (!process.died()) {
          return;
        }
        deaths++;
      }
    }

    async function merge() {
      await knex('agent_tasks')
        .where({ phase: 'queued' })
        .update({
          phase: 'done' as TaskRow['phase'],
          phase_since: new Date(),
          launch_state: 'launched',
          settled_at: new Date(),
          attempt_number: 1,
          agent_state: 'completed',
          pull_state: 'merged',
        });
    }

    for (let wave = 1; wave <= 4; wave++) {
      await lookThroughDeaths();
      // the next wave is open, and no further one is
      expect(await knex('agent_tasks')).toHaveLength(wave * 2);
      await merge();
    }
    await lookThroughDeaths();
    const campaign = await service.get(id);
    expect(campaign.state).toBe('done');
    expect(campaign.counts).toEqual({ done: 8 });
    expect(
      (campaign.timeline ?? []).map(({ kind, data }) =>
        data.wave === undefined ? kind : `${kind} ${data.wave}`,
      ),
    ).toEqual([
      'created',
      'planned',
      'started',
      ...['wave-opened 1', 'gate-passed 1', 'wave-opened 2', 'gate-passed 2'],
      ...['wave-opened 3', 'gate-passed 3', 'wave-opened 4', 'gate-passed 4'],
      'done',
    ]);
    const targets = await knex('campaign_targets').pluck('task_id');
    expect(new Set(targets).size).toBe(8);
    // each of the five looks was killed at each of its steps
    expect(deaths).toBeGreaterThan(40);
  });
});
