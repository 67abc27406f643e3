import { ConfigReader } from '@backstage/config';
import { RepositoryResolver } from './RepositoryResolver';

const resolver = RepositoryResolver.fromConfig(
  new ConfigReader({
    integrations: {
      github: [
        { host: 'localhost:7100', apiBaseUrl: 'http://localhost:7100/api/v3' },
      ],
      gitlab: [{ host: 'gitlab.com' }],
    },
  }),
);

function entity(annotations: Record<string, string>) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders', annotations },
  };
}

describe('RepositoryResolver', () => {
  it.each([
    ['https://github.com/acme/orders', 'https://github.com/acme/orders'],
    ['https://github.com/acme/orders.git', 'https://github.com/acme/orders'],
    [
      'https://github.com/acme/orders/tree/main/x',
      'https://github.com/acme/orders',
    ],
    ['github.com?owner=acme&repo=orders', 'https://github.com/acme/orders'],
    ['github.com/acme/orders', 'https://github.com/acme/orders'],
    [
      'localhost:7100?repo=orders&owner=acme',
      'http://localhost:7100/acme/orders',
    ],
    [
      'https://github.com/acme_corp/a.b_c-d',
      'https://github.com/acme_corp/a.b_c-d',
    ],
    ['https://gitlab.com/acme/orders', 'repository-invalid'],
    ['https://evil.example/acme/orders', 'repository-invalid'],
    ['https://github.com/acme', 'repository-invalid'],
    ['https://github.com/acme/..', 'repository-invalid'],
    ['github.com?owner=../x&repo=orders', 'repository-invalid'],
    ['github.com?owner=acme&repo=a%0Ab', 'repository-invalid'],
    ['ftp://github.com/acme/orders', 'repository-invalid'],
    ['', 'repository-invalid'],
  ])('reads %j as %s', (text, expected) => {
    const { repository, problem } = resolver.fromUrl(text);
    expect(repository?.url ?? problem?.code).toBe(expected);
  });

  it.each<[Record<string, string>, string]>([
    [
      { 'github.com/project-slug': 'acme/orders' },
      'https://github.com/acme/orders',
    ],
    [
      {
        'github.com/project-slug': 'acme/orders',
        'backstage.io/source-location':
          'url:http://localhost:7100/acme/mono/tree/main/orders/',
      },
      'http://localhost:7100/acme/orders',
    ],
    [
      {
        'github.com/project-slug': 'acme/orders',
        'backstage.io/managed-by-location':
          'url:http://localhost:7100/acme/catalog/blob/main/all.yaml',
      },
      'http://localhost:7100/acme/orders',
    ],
    [
      {
        'backstage.io/source-location':
          'url:https://github.com/acme/orders/tree/main/',
      },
      'https://github.com/acme/orders',
    ],
    [{ 'github.com/project-slug': 'orders' }, 'repository-invalid'],
    [
      { 'backstage.io/source-location': 'url:https://gitlab.com/acme/orders' },
      'entity-without-repository',
    ],
    [
      // where an entity is described is not where its code is
      {
        'backstage.io/managed-by-location':
          'url:https://github.com/acme/catalog/blob/main/all.yaml',
      },
      'entity-without-repository',
    ],
    [{}, 'entity-without-repository'],
  ])('finds %j at %s', (annotations, expected) => {
    const { repository, problem } = resolver.fromEntity(
      entity(annotations),
      'component:default/orders',
    );
    expect(repository?.url ?? problem?.code).toBe(expected);
  });
});
