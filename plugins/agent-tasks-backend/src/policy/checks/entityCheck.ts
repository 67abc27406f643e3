import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';

/** The entity exists and the requester may read it. */
export const entityCheck: PolicyCheck = {
  id: 'entity',
  evaluate: ({ entityRef, entity }) =>
    entityRef && !entity
      ? [
          {
            kind: 'not-found',
            code: 'entity-not-found',
            message: `There is no entity '${entityRef}' that you may read.`,
            nextStep: 'Check the reference, or ask for access to the entity.',
            field: 'entityRef',
          },
        ]
      : [],
};
