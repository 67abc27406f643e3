import { agentTasksAnnotations } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { hasOptedOut } from '../../entities/hasOptedOut';

/** The entity has not opted out. */
export const optOutCheck: PolicyCheck = {
  id: 'opt-out',
  evaluate: ({ entity, entityRef }) =>
    hasOptedOut(entity)
      ? [
          {
            kind: 'forbidden',
            code: 'entity-opted-out',
            message: `${entityRef} keeps agents out.`,
            nextStep: `Ask its owner to remove the annotation ${agentTasksAnnotations.optOut}.`,
            field: 'entityRef',
          },
        ]
      : [],
};
