import type { Entity } from '@backstage/catalog-model';

/** Host of the simulated GitHub in tests of this package. */
export const TEST_HOST = 'ghe.acme.com';

/** A component with repository, owner, tier and migration target. */
export function component(
  name: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      description: `Handles ${name}`,
      annotations: {
        'github.com/project-slug': `acme/${name}`,
        'backstage.io/source-location': `url:https://${TEST_HOST}/acme/${name}/tree/main/`,
        'agent-tasks/tier': '2',
        'agent-tasks/migration-target': 'node-24',
        ...annotations,
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'team-a' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/team-a' }],
  };
}

/** A group that owns things. */
export function group(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
  };
}

/** The template `migrate`: a required parameter with a prefill. */
export function migrateTemplate(spec: Record<string, unknown> = {}): Entity {
  return {
    apiVersion: 'agent-tasks/v1alpha1',
    kind: 'AgentTaskTemplate',
    metadata: {
      name: 'migrate',
      namespace: 'default',
      title: 'Migrate a library',
      description: 'Moves a service to a new version',
      tags: ['migration'],
    },
    spec: {
      version: '1.0.0',
      owner: 'group:default/platform',
      title: 'Migrate to ${{ parameters.target }}',
      parameters: {
        type: 'object',
        required: ['target'],
        properties: {
          target: {
            type: 'string',
            title: 'Target',
            'ui:autofocus': true,
          },
          depth: { type: 'integer', default: 1 },
        },
      },
      prefill: {
        target: '${{ migrationTarget }}',
        depth: '${{ entity.metadata.nothing }}',
      },
      prompt:
        'Migrate ${{ entity.metadata.name }} of ${{ owner }} (tier ${{ tier }}) to ${{ parameters.target }}, depth ${{ parameters.depth }}.',
      appliesTo: { kinds: ['Component'], types: ['service'] },
      ...spec,
    },
  } as Entity;
}
