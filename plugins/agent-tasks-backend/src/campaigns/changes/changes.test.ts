import type { CampaignChanges } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  component,
  group,
  migrateTemplate,
  TEST_HOST,
} from '../../__testUtils__/catalogEntities';
import { CampaignHarness } from '../../__testUtils__/CampaignHarness';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('what has joined and left since a campaign was planned', () => {
  let scene: CampaignHarness;

  const withServices = (...services: Entity[]) => [
    migrateTemplate(),
    group('team-a'),
    ...services,
  ];

  async function start(...services: Entity[]) {
    scene = await CampaignHarness.start({
      knex: await databases.init('POSTGRES_18'),
      entities: withServices(...services),
    });
  }

  const changes = async (id: string): Promise<CampaignChanges> =>
    (await scene.call('get', `/${id}/changes`).expect(200)).body;

  /** Lists as short texts: whom, why, and where it is now. */
  const said = ({ joined, left }: CampaignChanges) => ({
    joined: joined.items.map(({ key, problem }) =>
      [key, problem?.code].filter(Boolean).join(' '),
    ),
    left: left.items.map(({ target, reason, repository }) =>
      [target.entityRefs[0].slice(-2), reason, repository?.name]
        .filter(Boolean)
        .join(' '),
    ),
  });

  it('names both, with why', async () => {
    const services = ['a1', 'b2', 'c3', 'd4', 'e5', 'f6', 'x9'].map(name =>
      component(name),
    );
    const [a1, b2, c3, d4, e5, , x9] = services;
    await start(
      ...services,
      component('y8', { 'agent-tasks/opt-out': 'true' }),
    );
    const { id } = await scene.started({
      targets: {
        filter: [{ kind: 'component', 'spec.type': 'service' }],
        entityRefs: ['component:default/a1'],
        excludeEntityRefs: ['component:default/x9'],
      },
    });
    expect(said(await changes(id))).toEqual({ joined: [], left: [] });

    const library = { ...a1.spec, type: 'library' };
    const moved = component('moved');
    scene.setEntities(
      withServices(
        // no service any more, but named
        { ...a1, spec: library },
        { ...b2, spec: library },
        { ...c3, metadata: { ...moved.metadata, name: 'c3' } },
        { ...d4, metadata: { name: 'd4', namespace: 'default' } },
        component('e5', { 'agent-tasks/opt-out': 'true' }),
        x9,
        component('y8', { 'agent-tasks/opt-out': 'true' }),
        component('g7'),
        { ...e5, metadata: { name: 'h8', namespace: 'default' } },
      ),
    );
    expect(said(await changes(id))).toEqual({
      joined: [
        'entity component:default/h8 entity-without-repository',
        `${TEST_HOST}/acme/g7`,
        `${TEST_HOST}/acme/moved`,
      ],
      left: [
        'b2 no-match',
        'c3 repository-changed moved',
        'd4 repository-unknown',
        'e5 opted-out',
        'f6 entity-gone',
      ],
    });
    // what takes no part does not leave
    const { items } = await scene.targetsOf(id);
    await scene.call('post', `/${id}/stop`).send({}).expect(200);
    await scene.knex('campaign_targets').update({ task_id: null });
    await scene
      .knex('campaign_targets')
      .whereIn('id', [items[1].id, items[2].id])
      .update({ excluded_at: new Date() });
    expect(said(await changes(id)).left).toHaveLength(3);
  });

  it('counts a list that is long, and shows its beginning', async () => {
    await start(component('a1'));
    const { id } = await scene.planned();
    scene.setEntities(
      withServices(
        ...Array.from({ length: 1_100 }, (_, index) =>
          component(`n${String(index).padStart(4, '0')}`),
        ),
      ),
    );
    const { joined } = await changes(id);
    expect(joined.totalItems).toBe(1_100);
    expect(joined.items).toHaveLength(1_000);
    expect(joined.items[0].key).toBe(`${TEST_HOST}/acme/n0000`);
  });

  it('is asked with the eyes of who asks, and says what cannot be looked up', async () => {
    await start(component('a1'));
    const { id } = await scene.planned();
    const asked = jest.spyOn(scene.broker.catalog, 'queryEntities');
    await changes(id);
    expect(asked).toHaveBeenCalledWith(expect.anything(), {
      credentials: expect.objectContaining({
        principal: expect.objectContaining({
          userEntityRef: 'user:default/ada',
        }),
      }),
    });
    asked.mockRejectedValue(new Error('away'));
    await scene.call('get', `/${id}/changes`).expect(503);
    await scene.knex('campaigns').where({ id }).update({ state: 'planning' });
    const { body } = await scene.call('get', `/${id}/changes`).expect(409);
    expect(body.reasons).toMatchObject([{ code: 'campaign-not-possible' }]);
  });
});
