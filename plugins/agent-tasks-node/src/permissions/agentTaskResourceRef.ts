import { RESOURCE_TYPE_AGENT_TASK } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';

/**
 * What a permission policy may decide by about a task.
 *
 * @public
 */
export type AgentTaskResource = {
  id: string;
  /** Entity reference of the user, or the service's subject. */
  requestedBy: string;
  /** Entity reference of the entity's owner. */
  owner?: string;
  tier?: string;
  /** Entity reference of the template. */
  template?: string;
  /** Id of the campaign that the task belongs to. */
  campaign?: string;
};

/**
 * A condition on tasks that the broker turns into SQL: the field has one of
 * the values. A task without the field has none of them.
 *
 * @public
 */
export type AgentTaskFilter = {
  field: Exclude<keyof AgentTaskResource, 'id'>;
  /** Entity references in lower case, as the catalog writes them. */
  values: string[];
};

/**
 * The task as a resource of the permission system.
 *
 * @public
 */
export const agentTaskResourceRef = createPermissionResourceRef<
  AgentTaskResource,
  AgentTaskFilter
>().with({ pluginId: 'agent-tasks', resourceType: RESOURCE_TYPE_AGENT_TASK });
