import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import {
  AgentTaskScheduleProcessor,
  AgentTaskTemplateProcessor,
} from './processor';

/**
 * Adds the kinds `AgentTaskTemplate` and `AgentTaskSchedule` to the catalog.
 *
 * @public
 */
export const catalogModuleAgentTasks = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'agent-tasks',
  register(reg) {
    reg.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addProcessor(
          new AgentTaskTemplateProcessor(),
          new AgentTaskScheduleProcessor(),
        );
      },
    });
  },
});
