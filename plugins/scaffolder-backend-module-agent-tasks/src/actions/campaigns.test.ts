import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { FakeBroker, FakeClock, refusal } from '../testUtils/FakeBroker';
import { createCampaignAction } from './createCampaign';
import { examples as campaignExamples } from './createCampaign.examples';
import { createSubmitManyAction } from './submitMany';
import { examples as manyExamples } from './submitMany.examples';

function setup<
  T extends typeof createCampaignAction | typeof createSubmitManyAction,
>(create: T) {
  const broker = new FakeBroker();
  const action = create({
    api: broker.api,
    auth: mockServices.auth({ pluginId: 'scaffolder' }),
    clock: new FakeClock(),
    taskUrl: id => `https://portal.example/agent-tasks/${id}`,
  });
  const output = jest.fn();
  const run = async (input: unknown, overrides: object = {}) =>
    await action.handler({
      ...createMockActionContext({ input: input as never }),
      output,
      ...overrides,
    } as never);
  return {
    broker,
    run,
    outputs: () => Object.fromEntries(output.mock.calls),
  };
}

const [planned, started] = campaignExamples.map(
  ({ example }) => parse(example).steps[0].input,
);
const [{ example: many }] = manyExamples;
const manyInput = parse(many).steps[0].input;

describe('agent-task:campaign:create', () => {
  it('plans a campaign once, waits for its plan, and leaves the start to a person', async () => {
    const { broker, run, outputs } = setup(createCampaignAction);
    broker.campaignReads = [{}, {}, { state: 'planned', targets: 12 }];
    await run(planned);
    expect(outputs()).toEqual({
      campaignId: 'c1',
      campaignUrl: 'https://portal.example/agent-tasks/campaigns/c1',
      campaignState: 'planned',
      targets: 12,
    });
    await run(planned);
    expect(broker.campaigns.size).toBe(1);
    const [[key, campaign]] = broker.campaigns;
    expect(key).toMatch(/^scaffolder:mock-task-id:mock-step-id:/);
    expect(campaign.request).toMatchObject(planned);
  });

  it('starts it where asked to', async () => {
    const { broker, run, outputs } = setup(createCampaignAction);
    broker.campaignReads = [{ state: 'planned', targets: 3 }];
    await run(started);
    expect(outputs()).toMatchObject({ campaignState: 'running', targets: 3 });
  });

  it('fails where it cannot be planned', async () => {
    const { broker, run } = setup(createCampaignAction);
    broker.campaignReads = [
      {
        planning: {
          done: 0,
          interrupted: false,
          problem: 'The filters find more than 10000 entities.',
        },
      },
    ];
    await expect(run(planned)).rejects.toThrow(
      /more than 10000 entities.*agent-tasks\/campaigns\/c1/,
    );
  });

  it('does not wait for ever', async () => {
    const { run, outputs } = setup(createCampaignAction);
    await run({ ...started, timeout: '1m' });
    expect(outputs()).toMatchObject({ campaignState: 'planning' });
  });

  it('plans nothing in a dry run', async () => {
    const { broker, run } = setup(createCampaignAction);
    await run(planned, { isDryRun: true });
    expect(broker.campaigns.size).toBe(0);
  });
});

describe('agent-task:submit:many', () => {
  it('submits a task for each component, once', async () => {
    const { broker, run, outputs } = setup(createSubmitManyAction);
    await run(manyInput);
    await run({
      ...manyInput,
      entityRefs: [...manyInput.entityRefs, manyInput.entityRefs[0]],
    });
    expect(broker.tasks).toHaveLength(3);
    expect(outputs().tasks).toHaveLength(3);
    expect(outputs().refused).toEqual([]);
  });

  it('names those that were refused, after the others were submitted', async () => {
    const { broker, run, outputs } = setup(createSubmitManyAction);
    const refuse = () => {
      broker.submitErrors = [
        refusal(403, [{ code: 'frozen', message: 'Nothing starts now.' }]),
      ];
    };
    refuse();
    await expect(run(manyInput)).rejects.toThrow(
      '1 of 3 were refused: component:default/orders: Nothing starts now.',
    );
    expect(outputs().tasks).toHaveLength(2);
    refuse();
    await run({ ...manyInput, allowRefused: true });
    expect(outputs().refused).toEqual([
      {
        entityRef: 'component:default/orders',
        reasons: ['Nothing starts now.'],
      },
    ]);
  });
});
