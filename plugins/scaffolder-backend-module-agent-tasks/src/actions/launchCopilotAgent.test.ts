import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { FakeBroker, FakeClock, refusal } from '../testUtils/FakeBroker';
import { createLaunchCopilotAgentAction } from './launchCopilotAgent';
import { examples } from './launchCopilotAgent.examples';

const running = {
  phase: 'running' as const,
  launchState: 'launched' as const,
  agentState: 'queued' as const,
  githubTask: { id: 'gh-1', url: 'https://github.com/acme/orders/agents/1' },
};

function setup() {
  const broker = new FakeBroker();
  const action = createLaunchCopilotAgentAction({
    api: broker.api,
    auth: mockServices.auth({ pluginId: 'scaffolder' }),
    clock: new FakeClock(),
    taskUrl: id => `https://portal.example/agent-tasks/${id}`,
  });
  type Context = Parameters<typeof action.handler>[0];
  const output = jest.fn();
  const run = (input: Context['input']) =>
    action.handler({
      ...createMockActionContext<Context['input']>({ input }),
      output,
    } as Context);
  return {
    action,
    broker,
    run,
    outputs: () => Object.fromEntries(output.mock.calls),
  };
}

const input = {
  repoUrl: 'github.com?owner=acme&repo=orders',
  prompt: 'Create a starter implementation',
};

describe('github:copilot:agent:launch', () => {
  it("takes the community action's inputs and gives its outputs", async () => {
    const { broker, run, outputs } = setup();
    broker.reads = [{}, running];

    await run({
      ...input,
      baseRef: 'main',
      model: 'auto',
      customAgent: 'security-reviewer',
      createPullRequest: false,
      userCredentialsSecretKey: 'MY_TOKEN',
    });

    expect(broker.submissions).toEqual([
      {
        ...input,
        baseRef: 'main',
        model: 'auto',
        customAgent: 'security-reviewer',
        createPullRequest: false,
        source: 'scaffolder',
        idempotencyKey: expect.any(String),
      },
    ]);
    expect(outputs()).toEqual({
      taskId: 'gh-1',
      taskUrl: 'https://github.com/acme/orders/agents/1',
      taskState: 'queued',
      portalUrl: `https://portal.example/agent-tasks/${broker.tasks[0].id}`,
    });
  });

  it('asks for a pull request unless told otherwise', async () => {
    const { broker, run } = setup();
    broker.reads = [running];
    await run(input);
    expect(broker.submissions[0].createPullRequest).toBe(true);
  });

  it('launches once, however often its step is run', async () => {
    const { broker, run } = setup();
    broker.reads = [running];
    await run(input);
    await run(input);
    expect(broker.tasks).toHaveLength(1);
  });

  it('waits for completion, also through a question to the user', async () => {
    const { broker, run, outputs } = setup();
    broker.reads = [
      running,
      {
        ...running,
        phase: 'needs-attention',
        agentState: 'waiting_for_user',
      },
      {
        ...running,
        phase: 'in-review',
        agentState: 'completed',
        headRef: 'copilot/starter',
      },
    ];

    await run({ ...input, waitForCompletion: true });

    expect(outputs()).toMatchObject({
      taskState: 'completed',
      headRef: 'copilot/starter',
    });
  });

  it('fails for a task that fails', async () => {
    const { broker, run } = setup();
    broker.reads = [{ ...running, phase: 'failed', agentState: 'timed_out' }];
    await expect(
      run({ ...input, waitForCompletion: true }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('refuses an empty prompt and passes on a refusal', async () => {
    const { broker, run } = setup();
    await expect(run({ ...input, prompt: ' ' })).rejects.toThrow(
      'A non-empty prompt is required',
    );
    broker.submitErrors = [
      refusal(
        403,
        [{ code: 'prompt-not-allowed', message: 'No free prompts' }],
        'NotAllowedError',
      ),
    ];
    await expect(run(input)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'The agent task was refused: No free prompts',
    });
  });

  it.each(examples.map(({ description, example }) => [description, example]))(
    'runs the example: %s',
    async (_, example) => {
      const { action, broker, run } = setup();
      broker.reads = [running];
      for (const step of parse(example).steps) {
        expect(step.action).toBe(action.id);
        await run(step.input);
        expect(broker.submissions).toEqual([
          expect.objectContaining(step.input),
        ]);
      }
    },
  );
});
