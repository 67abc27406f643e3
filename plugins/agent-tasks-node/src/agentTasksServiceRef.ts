import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { AgentTasksService } from './AgentTasksService';
import { DefaultAgentTasksService } from './DefaultAgentTasksService';

/**
 * The broker as a service of other backend plugins and modules. It is there
 * without registration wherever the agent-tasks backend can be reached.
 *
 * @public
 */
export const agentTasksServiceRef = createServiceRef<AgentTasksService>({
  id: 'agent-tasks',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: deps => DefaultAgentTasksService.create(deps),
    }),
});
