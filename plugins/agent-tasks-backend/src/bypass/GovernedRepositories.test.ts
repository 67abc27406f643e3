import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createDatabase } from '../__testUtils__/createDatabase';
import { createIdentities } from '../__testUtils__/createIdentities';
import { insertTask } from '../__testUtils__/insertTask';
import { RepositoryResolver } from '../entities/RepositoryResolver';
import { GovernedRepositories } from './GovernedRepositories';

const component = (name: string, slug: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'github.com/project-slug': slug },
  },
  spec: { owner: 'team-a' },
});

describe('GovernedRepositories', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  it('are those of our tasks, and those of the catalog that configuration names', async () => {
    const knex = await createDatabase(databases);
    await insertTask(knex, {
      host: 'github.com',
      repository_name: 'gone',
      owner_ref: 'group:default/team-b',
    });
    await insertTask(knex, { host: 'github.com', repository_name: 'web' });
    await insertTask(knex, { host: 'github.com', repository_name: 'WEB' });
    const intervalMs = 3_600_000;
    const governed = GovernedRepositories.create({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: [
          component('web', 'acme/web'),
          component('web-docs', 'acme/web'),
          component('secret', 'acme/secret'),
          component('unnamed', 'acme/unnamed'),
          component('unreached', 'other/web'),
          component('broken', 'nonsense'),
        ],
      }),
      knex,
      identities: createIdentities({
        host: 'github.com',
        repositories: ['acme/*'],
      }),
      resolver: RepositoryResolver.fromConfig(new ConfigReader({})),
      rules: {
        allow: ['acme/web', 'other/*'],
        deny: ['github.com/acme/secret'],
      },
      tierAnnotation: 'agent-tasks/tier',
      intervalMs,
    });
    await governed.sync();
    await governed.sync();
    const rows = await knex('bypass_sweeps').orderBy('repository');
    expect(
      rows.map(row => [row.repository, row.entity_ref, row.owner_ref]),
    ).toEqual([
      ['github.com/acme/gone', null, 'group:default/team-b'],
      [
        'github.com/acme/secret',
        'component:default/secret',
        'group:default/team-a',
      ],
      ['github.com/acme/web', 'component:default/web', 'group:default/team-a'],
    ]);
    for (const { due_at: dueAt } of rows) {
      expect(dueAt.getTime()).toBeLessThanOrEqual(Date.now() + intervalMs);
    }
  });
});
