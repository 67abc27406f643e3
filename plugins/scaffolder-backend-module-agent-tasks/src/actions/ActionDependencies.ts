import type { AgentTasksApi } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { Clock } from '../broker';

/** What the actions are made of. */
export type ActionDependencies = {
  api: AgentTasksApi;
  auth: AuthService;
  clock: Clock;
  /** Page of a task in the portal. */
  taskUrl: (taskId: string) => string;
};
