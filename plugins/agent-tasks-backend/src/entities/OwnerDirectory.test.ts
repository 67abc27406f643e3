import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { OwnerDirectory } from './OwnerDirectory';

function entity(
  kind: string,
  name: string,
  more: {
    annotations?: Record<string, string>;
    relations?: [type: string, targetRef: string][];
  } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', annotations: more.annotations },
    relations: more.relations?.map(([type, targetRef]) => ({
      type,
      targetRef,
    })),
  };
}

const user = (name: string, login?: string) =>
  entity('User', name, {
    annotations: login ? { 'github.com/user-login': login } : {},
  });

const catalog = catalogServiceMock({
  entities: [
    entity('Group', 'payments', {
      annotations: { 'github.com/team-slug': 'acme/payments' },
      relations: [
        ['hasMember', 'user:default/mira'],
        ['hasMember', 'user:default/gone'],
        ['parentOf', 'group:default/fraud'],
      ],
    }),
    entity('Group', 'fraud', {
      relations: [
        ['hasMember', 'user:default/jonas'],
        ['hasMember', 'user:default/mira'],
        ['parentOf', 'group:default/payments'],
      ],
    }),
    entity('Group', 'empty'),
    user('mira', 'mira-okafor'),
    user('jonas'),
  ],
});

describe('OwnerDirectory', () => {
  const directory = OwnerDirectory.create({
    catalog,
    auth: mockServices.auth(),
  });

  it('finds the members of a group and of those below it, once', async () => {
    expect(await directory.find('group:default/payments')).toEqual({
      ref: 'group:default/payments',
      kind: 'group',
      teamSlug: 'acme/payments',
      members: [
        { ref: 'user:default/mira', login: 'mira-okafor' },
        { ref: 'user:default/jonas' },
      ],
    });
  });

  it.each([
    ['group:default/empty', { kind: 'group', members: [] }],
    [
      'User:default/Mira',
      {
        kind: 'user',
        members: [{ ref: 'user:default/mira', login: 'mira-okafor' }],
      },
    ],
  ])('reads %s', async (ref, expected) => {
    expect(await directory.find(ref)).toMatchObject(expected);
  });

  it('knows nobody whom the catalog does not have', async () => {
    expect(await directory.find('group:default/nobody')).toBeUndefined();
  });

  it('asks the catalog once a minute, and again where it failed', async () => {
    const asked = jest.spyOn(catalog, 'getEntitiesByRefs');
    const other = OwnerDirectory.create({ catalog, auth: mockServices.auth() });
    asked.mockRejectedValueOnce(new Error('away'));
    await expect(other.find('group:default/empty')).rejects.toThrow('away');
    await Promise.all([1, 2, 3].map(() => other.find('group:default/empty')));
    await other.find('GROUP:default/empty');
    expect(asked).toHaveBeenCalledTimes(2);
  });
});
