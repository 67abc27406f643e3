import { agentTasksAnnotations } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';

/** The entity has not opted out. */
export const optOutCheck: PolicyCheck = {
  id: 'opt-out',
  evaluate: ({ entity, entityRef }) =>
    // anything but a plain no counts: opting out must not fail by a typo
    ['', 'false', 'no'].includes(
      (entity?.metadata.annotations?.[agentTasksAnnotations.optOut] ?? '')
        .trim()
        .toLowerCase(),
    )
      ? []
      : [
          {
            kind: 'forbidden',
            code: 'entity-opted-out',
            message: `${entityRef} keeps agents out.`,
            nextStep: `Ask its owner to remove the annotation ${agentTasksAnnotations.optOut}.`,
            field: 'entityRef',
          },
        ],
};
