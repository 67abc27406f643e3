import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import request from 'supertest';
import { createIdentities } from '../../__testUtils__';
import {
  component,
  group,
  migrateTemplate,
  TEST_HOST,
} from '../../__testUtils__/catalogEntities';
import { createTestBroker } from '../../__testUtils__/TestBroker';
import { Admission } from '../../admission/Admission';
import { syncIdentityStates } from '../../database/operations/identities/syncIdentityStates';

jest.setTimeout(120_000);

const TARGETS = 150;
const SMALL = 10;
const CLICKS = 18;
/** Creations of an identity in a minute, so what one admission takes. */
const WINDOW = 80;

/** Everything but the POST: planning, the keeper, policy, the real admission. */
describe('campaigns and clicks at the same time', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;
  let admission: Admission;

  const names = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}`);

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({
      knex,
      entities: [
        migrateTemplate(),
        group('team-a'),
        ...[
          ...names('one-', TARGETS),
          ...names('two-', TARGETS),
          ...names('small-', SMALL),
          ...names('click-', CLICKS),
        ].map(name => component(name)),
      ],
    });
    const identities = createIdentities({
      host: TEST_HOST,
      repositories: ['acme/*'],
    });
    await syncIdentityStates(knex, [{ id: 'bot', tokenDigest: 'sha256:1' }]);
    await knex.schema.createTable('jobs', table => {
      table.increments('id');
      table.uuid('task_id');
    });
    admission = Admission.create({
      knex,
      identities,
      queue: {
        enqueue: async (tx, taskIds) => {
          await tx('jobs').insert(taskIds.map(id => ({ task_id: id })));
        },
      },
    });
  });

  const post = (path: string, body: object) =>
    request(broker.app)
      .post(`/v1/campaigns${path}`)
      .set('authorization', mockCredentials.user.header('user:default/ada'))
      .send(body);

  async function startCampaign(prefix: string, count: number) {
    const { body } = await post('', {
      title: prefix,
      owner: 'group:default/team-a',
      template: 'migrate',
      parameters: { target: 'node-24' },
      targets: {
        entityRefs: names(prefix, count).map(name => `component:${name}`),
      },
    }).expect(201);
    await broker.campaigns.planner.settled();
    await post(`/${body.id}/start`, {}).expect(200);
    return body.id as string;
  }

  /** A look of the keeper at all campaigns. */
  async function look() {
    await knex('campaigns')
      .where({ state: 'running' })
      .update({ due_look_at: new Date(0) });
    await broker.campaigns.keeper.run();
  }

  async function click(index: number) {
    const user = `user:default/person-${index % 3}`;
    await broker.service.submit(
      {
        template: 'migrate',
        entityRef: `component:default/click-${index}`,
        parameters: { target: 'node-24' },
      },
      {
        credentials: mockCredentials.user(user),
        actor: user,
        userRef: user,
        requestId: 'test',
      },
    );
  }

  /**
   * What may be launched in one window, in its order: the campaign, or the
   * person who clicked.
   */
  async function launch(): Promise<string[]> {
    // the window before is over
    await knex('launch_ledger').update({
      at: knex.raw(`at - interval '1 hour'`),
      sent_at: knex.raw(`coalesce(sent_at, at) - interval '1 hour'`),
    });
    const [{ last }] = await knex('jobs').max('id as last');
    await admission.run();
    const rows = await knex('jobs')
      .join('agent_tasks', 'agent_tasks.id', 'jobs.task_id')
      .where('jobs.id', '>', last ?? 0)
      .orderBy('jobs.id')
      .select('agent_tasks.id', 'campaign_id', 'requested_by');
    await knex('agent_tasks')
      .whereIn(
        'id',
        rows.map(({ id }) => id),
      )
      .update({ launch_state: 'launched', launched_at: new Date() });
    return rows.map(row => row.campaign_id ?? row.requested_by);
  }

  it('launches clicks at once, and lets campaigns take turns', async () => {
    const one = await startCampaign('one-', TARGETS);
    const two = await startCampaign('two-', TARGETS);
    await look();
    const before = await launch();
    expect(before).toHaveLength(WINDOW);

    // people click while the keeper submits
    await Promise.all([
      look(),
      ...Array.from({ length: CLICKS }, (_, index) => click(index)),
    ]);
    const during = await launch();
    const isClick = (who: string) => who.startsWith('user:');
    const lastClick = during.findLastIndex(isClick);
    expect(during.filter(isClick)).toHaveLength(CLICKS);
    // nine clicks, then one of a campaign
    expect(lastClick).toBeLessThan(Math.ceil((CLICKS * 10) / 9));
    expect(during.findIndex(who => !isClick(who))).toBeLessThan(10);

    // a small campaign that comes late waits for nobody's hundreds
    const small = await startCampaign('small-', SMALL);
    await look();
    const after = await launch();
    expect(after.filter(who => who === small)).toHaveLength(SMALL);
    expect(after.lastIndexOf(small)).toBeLessThan(3 * (SMALL + 1));

    const rest: string[] = [];
    for (let round = 0; round < 4; round++) {
      await look();
      rest.push(...(await launch()));
    }
    const order = [...before, ...during, ...after, ...rest];
    expect(order).toHaveLength(2 * TARGETS + SMALL + CLICKS);
    let ahead = 0;
    for (const who of order) {
      ahead += Number(who === one) - Number(who === two);
      expect(Math.abs(ahead)).toBeLessThanOrEqual(1);
    }
    const [{ count }] = await knex('jobs').countDistinct('task_id as count');
    expect(Number(count)).toBe(order.length);
  });
});
