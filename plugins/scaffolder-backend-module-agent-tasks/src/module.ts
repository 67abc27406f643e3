import { AgentTasksClient } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  createCampaignAction,
  createLaunchCopilotAgentAction,
  createSubmitAgentTaskAction,
  createSubmitManyAction,
} from './actions';
import { systemClock } from './broker';
import { createTaskUrl } from './createTaskUrl';

/**
 * Adds the actions `agent-task:submit`, `agent-task:submit:many`,
 * `agent-task:campaign:create` and `github:copilot:agent:launch` to the
 * scaffolder.
 *
 * @public
 */
export const scaffolderModuleAgentTasks = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'agent-tasks',
  register(reg) {
    reg.registerInit({
      deps: {
        scaffolder: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
      },
      async init({ scaffolder, auth, config, discovery }) {
        const dependencies = {
          api: new AgentTasksClient({ discoveryApi: discovery }),
          auth,
          clock: systemClock,
          taskUrl: createTaskUrl(config),
        };
        scaffolder.addActions(
          createSubmitAgentTaskAction(dependencies),
          createLaunchCopilotAgentAction(dependencies),
          createSubmitManyAction(dependencies),
          createCampaignAction(dependencies),
        );
      },
    });
  },
});
