import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Hand the same migration of three components to agents',
    example: stringify({
      steps: [
        {
          id: 'migrate',
          name: 'Migrate',
          action: 'agent-task:submit:many',
          input: {
            template: 'migrate-library',
            entityRefs: [
              'component:default/orders',
              'component:default/ledger',
              'component:default/payouts',
            ],
            parameters: { target: 'node-24' },
            ticket: 'PAY-1204',
          },
        },
      ],
    }),
  },
];
