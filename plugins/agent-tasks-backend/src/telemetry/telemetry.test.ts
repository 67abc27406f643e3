import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { createDatabase } from '../__testUtils__/createDatabase';
import { createIdentities } from '../__testUtils__/createIdentities';
import { insertTask } from '../__testUtils__/insertTask';
import { createTelemetry } from './createTelemetry';
import { observeBroker } from './observeBroker';

type Attributes = Record<string, unknown>;
type Observed = [name: string, value: number, attributes: Attributes];

/** A metrics service that keeps what it is told. */
function recordMetrics() {
  const told: Observed[] = [];
  const callbacks: (() => unknown)[] = [];
  const tell =
    (name: string) =>
    (value: number, attributes: Attributes = {}) => {
      told.push([name, value, attributes]);
    };
  return {
    told,
    metrics: {
      createCounter: (name: string) => ({ add: tell(name) }),
      createHistogram: (name: string) => ({ record: tell(name) }),
      createObservableGauge: (name: string) => ({
        addCallback: (
          callback: (result: { observe: ReturnType<typeof tell> }) => unknown,
        ) => callbacks.push(() => callback({ observe: tell(name) })),
        removeCallback: () => {},
      }),
    },
    collect: async () => {
      told.length = 0;
      await Promise.all(callbacks.map(callback => callback()));
      return [...told];
    },
  };
}

describe('telemetry', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  it('counts what the engine tells', () => {
    const { told, metrics } = recordMetrics();
    const telemetry = createTelemetry(metrics as never);
    telemetry.launched({ identityId: 'bot', outcome: 'accepted' });
    telemetry.launched({
      identityId: 'bot',
      outcome: 'not-accepted',
      failureClass: 'permission',
    });
    telemetry.reconciled({ verdict: 'adopted', seconds: 3 });
    telemetry.leaseLost('sweep');
    telemetry.answered({ identityId: 'bot', kind: 'launch', status: 201 });
    expect(told).toEqual([
      ['agent_tasks.launches', 1, { identity: 'bot', outcome: 'accepted' }],
      [
        'agent_tasks.launches',
        1,
        { identity: 'bot', outcome: 'not-accepted', class: 'permission' },
      ],
      ['agent_tasks.reconcile.duration', 3, { verdict: 'adopted' }],
      ['agent_tasks.leases.lost', 1, { work: 'sweep' }],
      [
        'agent_tasks.github.requests',
        1,
        { identity: 'bot', kind: 'launch', status: 201 },
      ],
    ]);
  });

  it('reads queue, unknown launches and budgets once for all gauges', async () => {
    const knex = await createDatabase(databases);
    const { metrics, collect } = recordMetrics();
    const ago = (ms: number) => new Date(Date.now() - ms);
    await insertTask(knex, { due_at: ago(120_000) });
    await insertTask(knex, { due_at: ago(-120_000) });
    await insertTask(knex, { launch_state: 'launch_unknown' });
    await insertTask(knex, { launch_state: 'launch_unknown', held: true });
    await knex('identity_states').insert({
      identity_id: 'bot',
      rate_limit: 5_000,
      rate_remaining: 4_000,
      rate_reset_at: ago(-600_000),
      swept_at: ago(30_000),
      token_expires_at: ago(-2 * 86_400_000),
    });
    observeBroker({
      metrics: metrics as never,
      knex,
      logger: mockServices.logger.mock(),
      identities: createIdentities({ id: 'bot' }),
    });
    const queries: string[] = [];
    knex.on('query', ({ sql }) => queries.push(sql));
    const first = await collect();
    const once = queries.length;
    await collect();
    expect(queries).toHaveLength(once);

    const value = (name: string, attributes: Attributes = {}) =>
      first.find(
        ([told, , given]) =>
          told === `agent_tasks.${name}` &&
          Object.entries(attributes).every(([k, v]) => given[k] === v),
      )?.[1];
    expect(value('queue.depth', { due: 'now' })).toBe(1);
    expect(value('queue.depth', { due: 'later' })).toBe(1);
    expect(value('queue.oldest_due')).toBeGreaterThanOrEqual(120);
    expect(value('launches.unknown', { held: 'false' })).toBe(1);
    expect(value('launches.unknown', { held: 'true' })).toBe(1);
    expect(value('identity.budget', { window: 'creations-per-minute' })).toBe(
      80,
    );
    expect(value('identity.budget', { window: 'primary' })).toBe(4_000);
    expect(value('sweep.lag', { identity: 'bot' })).toBeGreaterThanOrEqual(30);
    expect(value('identity.token_days_left', { identity: 'bot' })).toBeCloseTo(
      2,
      1,
    );
  });

  it('leaves a gauge out where the database does not answer', async () => {
    const knex = await createDatabase(databases);
    const { metrics, collect } = recordMetrics();
    observeBroker({
      metrics: metrics as never,
      knex,
      logger: mockServices.logger.mock(),
      identities: createIdentities({ id: 'bot' }),
    });
    await knex.destroy();
    expect(await collect()).toEqual([]);
  });
});
