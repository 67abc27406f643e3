import { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { AgentTaskScheduleProcessor } from './AgentTaskScheduleProcessor';

const processor = new AgentTaskScheduleProcessor();

const schedule = {
  apiVersion: 'agent-tasks/v1alpha1',
  kind: 'AgentTaskSchedule',
  metadata: { name: 'releases', namespace: 'tools' },
  spec: {
    owner: 'platform',
    times: { cron: '0 9 * * 4', timeZone: 'Europe/Berlin' },
    work: {
      template: 'prepare-release',
      targets: { filter: [{ kind: 'component' }] },
    },
  },
};

describe('AgentTaskScheduleProcessor', () => {
  it('recognizes its own kind only', async () => {
    await expect(processor.validateEntityKind(schedule)).resolves.toBe(true);
    await expect(
      processor.validateEntityKind({ ...schedule, kind: 'AgentTaskTemplate' }),
    ).resolves.toBe(false);
  });

  it.each<[object, RegExp]>([
    [
      { times: { cron: '0 9 * * 4' }, every: 'day' },
      /has 3 problems: .*\/spec\/work is missing.*\/spec\/every is not known.*\/spec\/times\/timeZone is missing/,
    ],
    [
      {
        ...schedule.spec,
        times: { cron: '0 9 31 2 *', timeZone: 'Mars' },
      },
      /2 problems: \/spec\/times\/cron is "0 9 31 2 \*".* · \/spec\/times\/timeZone is "Mars"/,
    ],
    [{ ...schedule.spec, overlap: 'often' }, /\/spec\/overlap is "often"/],
  ])('refuses an invalid one with every problem: %j', async (spec, message) => {
    await expect(
      processor.validateEntityKind({
        ...schedule,
        spec: { owner: 'platform', ...spec } as never,
      }),
    ).rejects.toThrow(message);
  });

  it('relates a schedule to its owner, both ways', async () => {
    const emitted = new Array<CatalogProcessorResult>();
    await processor.postProcessEntity(
      schedule,
      { type: 'url', target: 'https://example.com/schedule.yaml' },
      result => emitted.push(result),
    );
    expect(emitted).toMatchObject([
      { relation: { type: 'ownedBy', target: { name: 'platform' } } },
      { relation: { type: 'ownerOf', target: { kind: 'AgentTaskSchedule' } } },
    ]);
  });
});
