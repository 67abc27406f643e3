import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      'Plan a migration of all services of a system, to be started by a person',
    example: stringify({
      steps: [
        {
          id: 'campaign',
          name: 'Plan the migration',
          action: 'agent-task:campaign:create',
          input: {
            title: 'Node 24 in the shop',
            owner: 'group:default/platform',
            template: 'migrate-library',
            parameters: { target: 'node-24' },
            targets: {
              filter: [
                {
                  kind: 'component',
                  'relations.partOf': 'system:default/shop',
                },
              ],
            },
            waves: [
              { select: { count: 3 }, gate: { confirmation: true } },
              { select: {} },
            ],
          },
        },
      ],
    }),
  },
  {
    description: 'Start at once in three components',
    example: stringify({
      steps: [
        {
          id: 'campaign',
          name: 'Migrate',
          action: 'agent-task:campaign:create',
          input: {
            title: 'Node 24',
            owner: 'group:default/payments',
            template: 'migrate-library',
            parameters: { target: 'node-24' },
            targets: { entityRefs: ['orders', 'ledger', 'payouts'] },
            start: true,
          },
        },
      ],
    }),
  },
];
