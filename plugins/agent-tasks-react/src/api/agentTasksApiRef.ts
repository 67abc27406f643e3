import type { AgentTasksApi } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { ApiRef, createApiRef } from '@backstage/frontend-plugin-api';

/**
 * The broker's API in a browser; the same reference serves the new frontend
 * system and `@backstage/core-plugin-api`.
 *
 * @public
 */
export const agentTasksApiRef: ApiRef<AgentTasksApi> =
  createApiRef<AgentTasksApi>().with({
    id: 'plugin.agent-tasks.service',
    pluginId: 'agent-tasks',
  });
