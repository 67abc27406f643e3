import {
  AgentTask,
  RESOURCE_TYPE_AGENT_TASK,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';

/**
 * A condition on tasks that the broker turns into SQL: the field has one of
 * the values.
 *
 * @public
 */
export type AgentTaskFilter = {
  field: 'requestedBy' | 'owner';
  /** Entity references, in lower case as the catalog writes them. */
  values: string[];
};

/**
 * The task as a resource of the permission system.
 *
 * @public
 */
export const agentTaskResourceRef = createPermissionResourceRef<
  Pick<AgentTask, 'id' | 'requestedBy' | 'owner'>,
  AgentTaskFilter
>().with({ pluginId: 'agent-tasks', resourceType: RESOURCE_TYPE_AGENT_TASK });
