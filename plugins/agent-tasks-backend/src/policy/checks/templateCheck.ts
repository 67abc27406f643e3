import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';

/** The template exists and the requester may read it. */
export const templateCheck: PolicyCheck = {
  id: 'template',
  evaluate: ({ templateRef, template }) =>
    templateRef && !template
      ? [
          {
            kind: 'not-found',
            code: 'template-not-found',
            message: `There is no template '${templateRef}' that you may read.`,
            nextStep: 'Choose one of the templates in the catalog.',
            field: 'template',
          },
        ]
      : [],
};
