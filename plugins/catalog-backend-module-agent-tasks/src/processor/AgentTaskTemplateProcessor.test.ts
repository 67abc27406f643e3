import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import catalogModuleAgentTasks from '..';
import { AgentTaskScheduleProcessor } from './AgentTaskScheduleProcessor';
import { AgentTaskTemplateProcessor } from './AgentTaskTemplateProcessor';

const processor = new AgentTaskTemplateProcessor();

const template = {
  apiVersion: 'agent-tasks/v1alpha1',
  kind: 'AgentTaskTemplate',
  metadata: { name: 'migrate', namespace: 'tools' },
  spec: { version: '1.0.0', owner: 'platform', prompt: 'Do it.' },
};

describe('AgentTaskTemplateProcessor', () => {
  it('recognizes its own kind only', async () => {
    await expect(processor.validateEntityKind(template)).resolves.toBe(true);
    await expect(
      processor.validateEntityKind({ ...template, kind: 'Component' }),
    ).resolves.toBe(false);
    await expect(
      processor.validateEntityKind({ ...template, apiVersion: 'other/v1' }),
    ).resolves.toBe(false);
  });

  it('refuses an invalid template with every problem', async () => {
    await expect(
      processor.validateEntityKind({
        ...template,
        spec: { version: 'one', owner: 'platform' },
      }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(
        /has 2 problems: \/spec\/prompt is missing; .* · \/spec\/version is "one"/,
      ),
    });
  });

  it('relates a template to its owner, both ways', async () => {
    const emitted = new Array<CatalogProcessorResult>();
    await processor.postProcessEntity(
      template,
      { type: 'url', target: 'https://example.com/template.yaml' },
      result => emitted.push(result),
    );

    const self = {
      kind: 'AgentTaskTemplate',
      namespace: 'tools',
      name: 'migrate',
    };
    const owner = { kind: 'Group', namespace: 'tools', name: 'platform' };
    expect(
      emitted.map(result => result.type === 'relation' && result.relation),
    ).toEqual([
      { source: self, type: 'ownedBy', target: owner },
      { source: owner, type: 'ownerOf', target: self },
    ]);
  });
});

describe('catalogModuleAgentTasks', () => {
  it('adds the processors to the catalog', async () => {
    const addProcessor = jest.fn();
    await startTestBackend({
      extensionPoints: [
        [catalogProcessingExtensionPoint, { addProcessor } as never],
      ],
      features: [catalogModuleAgentTasks, mockServices.rootConfig.factory()],
    });
    expect(addProcessor).toHaveBeenCalledWith(
      expect.any(AgentTaskTemplateProcessor),
      expect.any(AgentTaskScheduleProcessor),
    );
  });
});
