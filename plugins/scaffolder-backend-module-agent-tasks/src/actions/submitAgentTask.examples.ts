import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Hand the first task of a new component to an agent',
    example: stringify({
      steps: [
        {
          id: 'task',
          name: 'Hand the first task to an agent',
          action: 'agent-task:submit',
          input: {
            template: 'first-commit',
            entityRef: 'component:default/orders',
            parameters: {
              purpose: 'Keeps the orders of the shop.',
              logger: 'pino',
            },
          },
        },
      ],
    }),
  },
  {
    description:
      'Migrate a repository under a change ticket, and wait until the agent has finished',
    example: stringify({
      steps: [
        {
          id: 'migrate',
          name: 'Migrate',
          action: 'agent-task:submit',
          input: {
            template: 'agenttasktemplate:default/migrate-library',
            entityRef: 'component:default/checkout-api',
            parameters: { target: 'node-24', scope: 'minimal' },
            ticket: 'PAY-1204',
            waitFor: 'settled',
            timeout: { hours: 2 },
          },
        },
      ],
    }),
  },
  {
    description:
      'Start a free prompt tonight on a branch, where policy allows free prompts, without waiting',
    example: stringify({
      steps: [
        {
          id: 'tonight',
          name: 'Plan a task',
          action: 'agent-task:submit',
          input: {
            prompt: 'Raise the coverage of src/money to 90 %.',
            repoUrl: 'github.com?owner=acme&repo=payout-worker',
            baseRef: 'develop',
            customAgent: 'test-writer',
            model: 'auto',
            createPullRequest: true,
            notBefore: '2030-01-01T22:00:00Z',
            waitFor: 'none',
          },
        },
      ],
    }),
  },
];
