import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Launch a Copilot agent with a custom agent profile',
    example: stringify({
      steps: [
        {
          id: 'launchCopilot',
          name: 'Launch Copilot agent',
          action: 'github:copilot:agent:launch',
          input: {
            repoUrl: 'github.com?owner=my-org&repo=my-repo',
            prompt: 'Implement the requested change',
            customAgent: 'security-reviewer',
          },
        },
      ],
    }),
  },
];
