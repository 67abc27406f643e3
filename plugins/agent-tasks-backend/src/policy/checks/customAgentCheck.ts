import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { minimatch } from 'minimatch';

/** The custom agent, where one is named, is on the allow list. */
export function createCustomAgentCheck(options: {
  allow: string[];
}): PolicyCheck {
  const { allow } = options;
  return {
    id: 'custom-agent',
    evaluate: ({ customAgent }) =>
      customAgent === undefined ||
      allow.some(glob => minimatch(customAgent, glob, { nocase: true }))
        ? []
        : [
            {
              kind: 'forbidden',
              code: 'custom-agent-not-allowed',
              message: `The custom agent '${customAgent}' is not among those that are allowed.`,
              nextStep: allow.length
                ? `Choose one of: ${allow.join(', ')}.`
                : 'Leave it out.',
              field: 'customAgent',
            },
          ],
  };
}
