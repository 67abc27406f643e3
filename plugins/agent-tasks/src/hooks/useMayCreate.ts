import { agentTaskCreatePermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { usePermission } from '@backstage/plugin-permission-react';

/** Whether the reader may start tasks at all; policy decides about each one. */
export function useMayCreate() {
  return usePermission({ permission: agentTaskCreatePermission });
}
