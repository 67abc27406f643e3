import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';

/** There is a prompt, it is not empty, and it is not too long. */
export function createPromptCheck(options: { maxLength: number }): PolicyCheck {
  return {
    id: 'prompt',
    evaluate: ({ prompt, promptProblems, templateRef, template }) => {
      if (prompt === undefined) {
        return promptProblems.map(problem => ({ kind: 'invalid', ...problem }));
      }
      if (!prompt.trim()) {
        return [
          {
            kind: 'invalid',
            code: 'prompt-empty',
            message: 'The prompt is empty.',
            nextStep: 'Say what the agent is to do.',
            field: template ? 'template' : 'prompt',
          },
        ];
      }
      return prompt.length > options.maxLength
        ? [
            {
              kind: 'invalid',
              code: 'prompt-too-long',
              message: `The prompt has ${prompt.length} characters; ${options.maxLength} are allowed.`,
              nextStep: templateRef
                ? 'Shorten the parameters, or ask the owner of the template to shorten it.'
                : 'Shorten the prompt.',
              field: templateRef ? 'parameters' : 'prompt',
            },
          ]
        : [];
    },
  };
}
