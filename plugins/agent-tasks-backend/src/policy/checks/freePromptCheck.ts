import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';

/** Whether a request may bring its own prompt. */
export function createFreePromptCheck(options: {
  allowFree: boolean;
}): PolicyCheck {
  return {
    id: 'free-prompt',
    evaluate: ({ templateRef }) =>
      templateRef || options.allowFree
        ? []
        : [
            {
              kind: 'forbidden',
              code: 'free-prompt-not-allowed',
              message: 'Tasks are started from templates only.',
              nextStep:
                'Choose a template, or ask an administrator for agentTasks.prompts.allowFree.',
              field: 'prompt',
            },
          ],
  };
}
