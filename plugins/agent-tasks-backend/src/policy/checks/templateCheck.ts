import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';

/** The template exists, the requester may read it, and it is no include. */
export const templateCheck: PolicyCheck = {
  id: 'template',
  evaluate: ({ templateRef, template }) => {
    if (templateRef && !template) {
      return [
        {
          kind: 'not-found',
          code: 'template-not-found',
          message: `There is no template '${templateRef}' that you may read.`,
          nextStep: 'Choose one of the templates in the catalog.',
          field: 'template',
        },
      ];
    }
    return template?.type === 'include'
      ? [
          {
            kind: 'invalid',
            code: 'template-is-include',
            message: `'${templateRef}' is a text for other templates to begin with.`,
            nextStep: 'Choose a template that includes it.',
            field: 'template',
          },
        ]
      : [];
  },
};
