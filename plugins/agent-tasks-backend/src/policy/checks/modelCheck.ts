import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { minimatch } from 'minimatch';

// GitHub's word for its own choice
const UNNAMED = 'auto';

/** The model is on the allow list; one that is not named counts as `auto`. */
export function createModelCheck(options: { allow: string[] }): PolicyCheck {
  const { allow } = options;
  return {
    id: 'model',
    evaluate: ({ model }) => {
      const name = model ?? UNNAMED;
      return allow.some(glob => minimatch(name, glob, { nocase: true }))
        ? []
        : [
            {
              kind: 'forbidden',
              code: 'model-not-allowed',
              message:
                model === undefined
                  ? "GitHub's own choice of a model is not among those that are allowed."
                  : `The model '${model}' is not among those that are allowed.`,
              nextStep: `Choose one of: ${allow.join(', ')}.`,
              field: 'model',
            },
          ];
    },
  };
}
