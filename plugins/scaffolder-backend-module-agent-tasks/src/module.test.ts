import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  scaffolderActionsExtensionPoint,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import scaffolderModuleAgentTasks from '.';

describe('scaffolderModuleAgentTasks', () => {
  it('adds its actions, each with examples and a dry run', async () => {
    const added = new Array<TemplateAction>();
    await startTestBackend({
      extensionPoints: [
        [
          scaffolderActionsExtensionPoint,
          { addActions: (...actions) => added.push(...actions) },
        ],
      ],
      features: [
        scaffolderModuleAgentTasks,
        mockServices.rootConfig.factory({
          data: { app: { baseUrl: 'https://portal.example' } },
        }),
      ],
    });

    expect(added.map(({ id }) => id)).toEqual([
      'agent-task:submit',
      'github:copilot:agent:launch',
      'agent-task:submit:many',
      'agent-task:campaign:create',
    ]);
    for (const action of added) {
      expect(action.supportsDryRun).toBe(true);
      expect(action.examples?.length).toBeGreaterThan(0);
    }
  });
});
