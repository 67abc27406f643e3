import type { AgentTaskDetail } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { FakeBroker, FakeClock, refusal } from '../testUtils/FakeBroker';
import { createSubmitAgentTaskAction } from './submitAgentTask';
import { examples } from './submitAgentTask.examples';

const launched: Partial<AgentTaskDetail> = {
  phase: 'running',
  launchState: 'launched',
  githubTask: { id: 'gh-1', url: 'https://github.com/acme/orders/agents/1' },
};
const unknownEntity = refusal(
  404,
  [
    {
      code: 'entity-not-found',
      message: 'No such entity',
      field: 'entityRef',
    },
    // follows from the first
    { code: 'variable-without-value', message: 'No tier' },
  ],
  'NotFoundError',
);

function setup() {
  const broker = new FakeBroker();
  const clock = new FakeClock();
  const logger = mockServices.logger.mock();
  const action = createSubmitAgentTaskAction({
    api: broker.api,
    auth: mockServices.auth({ pluginId: 'scaffolder' }),
    clock,
    taskUrl: id => `https://portal.example/agent-tasks/${id}`,
  });
  type Context = Parameters<typeof action.handler>[0];
  const output = jest.fn();
  const run = (input: Context['input'], overrides: Partial<Context> = {}) =>
    action.handler({
      ...createMockActionContext<Context['input']>({ input }),
      logger,
      output,
      ...overrides,
    } as Context);
  const outputs = () => Object.fromEntries(output.mock.calls);
  const said = (level: 'info' | 'warn' | 'error') =>
    logger[level].mock.calls.map(([message]) => String(message));
  return { action, broker, clock, run, outputs, said };
}

const input = {
  template: 'first-commit',
  entityRef: 'component:default/orders',
  parameters: { logger: 'pino' },
};

describe('agent-task:submit', () => {
  it('submits in the name of the initiator and waits for the launch', async () => {
    const { broker, run, outputs } = setup();
    broker.reads = [{}, { phase: 'launching' }, launched];

    await run({ ...input, ticket: '', baseRef: undefined });

    expect(broker.submissions).toEqual([
      {
        ...input,
        source: 'scaffolder',
        idempotencyKey: expect.stringMatching(
          /^scaffolder:mock-task-id:mock-step-id:[0-9a-f]{24}$/,
        ),
      },
    ]);
    for (const token of broker.tokens) {
      expect(token).toBe(
        mockCredentials.service.token({
          onBehalfOf: mockCredentials.user(),
          targetPluginId: 'agent-tasks',
        }),
      );
    }
    expect(outputs()).toEqual({
      taskId: broker.tasks[0].id,
      taskUrl: `https://portal.example/agent-tasks/${broker.tasks[0].id}`,
      taskPath: `/agent-tasks/${broker.tasks[0].id}`,
      taskState: 'running',
      entityRef: 'component:default/orders',
      githubTaskUrl: 'https://github.com/acme/orders/agents/1',
    });
  });

  it('makes one task however often its step is run', async () => {
    const { broker, run } = setup();
    broker.reads = [launched];

    await run(input);
    await run({ ...input });
    expect(broker.tasks).toHaveLength(1);

    await run({ ...input, parameters: { logger: 'winston' } });
    await run(input, { step: { id: 'second' } });
    await run(input, { task: { id: 'another' } });
    expect(broker.tasks).toHaveLength(4);
  });

  it('submits within a checkpoint and goes on from it', async () => {
    const { broker, run, outputs } = setup();
    broker.reads = [launched];
    const checkpoint = jest.fn().mockResolvedValue('known-id');

    await run(input, { checkpoint });

    expect(broker.submissions).toEqual([]);
    expect(outputs()).toMatchObject({ taskId: 'known-id' });
  });

  it('waits for an entity that the catalog does not know yet', async () => {
    const { broker, clock, run, outputs, said } = setup();
    broker.submitErrors = [unknownEntity, unknownEntity, unknownEntity];
    broker.reads = [launched];

    await run(input);

    expect(broker.submissions).toHaveLength(4);
    expect(clock.slept).toBe(500 + 1000 + 2000);
    expect(said('info')).toContain(
      'The catalog does not know component:default/orders yet, waiting for it',
    );
    expect(outputs()).toMatchObject({ taskState: 'running' });
  });

  it('gives up on an entity that never comes', async () => {
    const { broker, clock, run } = setup();
    broker.submitErrors = new Array(100).fill(unknownEntity);

    await expect(
      run({ ...input, catalogTimeout: { seconds: 30 } }),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: 'The agent task was refused: No such entity · No tier',
    });
    expect(clock.slept).toBe(30_000);
  });

  it('says every reason of a refusal, and does not ask again', async () => {
    const { broker, run, said } = setup();
    broker.submitErrors = [
      refusal(422, [
        {
          code: 'parameter-missing',
          message: 'Parameter purpose is missing',
          field: 'purpose',
          nextStep: 'Give a value',
        },
        { code: 'entity-not-found', message: 'No such entity' },
      ]),
    ];

    await expect(run(input)).rejects.toMatchObject({
      name: 'InputError',
      message:
        'The agent task was refused: Parameter purpose is missing · No such entity',
      reasons: [{ code: 'parameter-missing' }, { code: 'entity-not-found' }],
    });
    expect(said('error')).toEqual([
      '✗ Parameter purpose is missing (purpose) → Give a value [parameter-missing]',
      '✗ No such entity [entity-not-found]',
    ]);
    expect(broker.submissions).toHaveLength(1);
  });

  it('survives a restart of the broker, while submitting and while waiting', async () => {
    const { broker, run, outputs, said } = setup();
    broker.submitErrors = [
      new TypeError('fetch failed'),
      refusal(503, [{ code: 'error', message: 'Starting' }]),
    ];
    broker.reads = [
      {},
      new TypeError('fetch failed'),
      new TypeError('fetch failed'),
      launched,
    ];

    await run(input);

    expect(new Set(broker.submissions.map(s => s.idempotencyKey)).size).toBe(1);
    expect(broker.tasks).toHaveLength(1);
    expect(outputs()).toMatchObject({ taskState: 'running' });
    expect(said('warn')).toEqual([
      'The broker does not answer, asking again',
      'The broker does not answer, asking again',
    ]);
  });

  it('fails on a broker that stays away', async () => {
    const { broker, clock, run } = setup();
    broker.submitErrors = new Array(1000).fill(new TypeError('fetch failed'));

    await expect(run(input)).rejects.toThrow('fetch failed');
    expect(clock.slept).toBe(120_000);
  });

  it('goes on with its own identity when the token of the initiator ends', async () => {
    const { broker, run, outputs } = setup();
    const expired = refusal(
      401,
      [{ code: 'error', message: 'Expired' }],
      'AuthenticationError',
    );
    broker.reads = [launched, expired, { ...launched, phase: 'in-review' }];

    await run({ ...input, waitFor: 'settled' });

    expect(broker.tokens.at(-1)).toBe(
      mockCredentials.service.token({
        onBehalfOf: mockCredentials.service('plugin:scaffolder'),
        targetPluginId: 'agent-tasks',
      }),
    );
    expect(outputs()).toMatchObject({ taskState: 'in-review' });
  });

  it('returns a task that is still queued when time is up', async () => {
    const { broker, clock, run, outputs, said } = setup();
    broker.reads = [
      { nextStep: { sentence: 'Waits for the next minute of identity bot.' } },
    ];

    await run({ ...input, timeout: '1m' });

    expect(clock.slept).toBe(60_000);
    expect(outputs()).toMatchObject({ taskState: 'queued' });
    expect(said('warn')[0]).toMatch(
      /after 60 s; .* Waits for the next minute of identity bot\./,
    );
  });

  it.each<[string, Partial<AgentTaskDetail>]>([
    ['awaits an approval', { phase: 'awaiting-approval' }],
    [
      'is planned for later',
      { phase: 'scheduled', notBefore: '2026-01-02T00:00:00Z' },
    ],
  ])('does not wait for a task that %s', async (_, read) => {
    const { broker, clock, run, outputs } = setup();
    broker.reads = [read];
    await run(input);
    expect(clock.slept).toBe(0);
    expect(outputs()).toMatchObject({ taskState: read.phase });
  });

  it('waits until the agent has finished', async () => {
    const { broker, run, outputs } = setup();
    broker.reads = [
      launched,
      { ...launched, phase: 'needs-attention' },
      {
        ...launched,
        phase: 'in-review',
        pullRequest: {
          number: 7,
          url: 'https://github.com/acme/orders/pull/7',
          title: 'First commit',
          state: 'open',
          isDraft: false,
          checks: 'success',
          reviewDecision: 'none',
          readAt: '2026-01-01T12:00:00Z',
        },
      },
    ];

    await run({ ...input, waitFor: 'settled' });

    expect(outputs()).toMatchObject({
      taskState: 'in-review',
      pullRequestUrl: 'https://github.com/acme/orders/pull/7',
    });
  });

  it.each<[string, Partial<AgentTaskDetail>, string, RegExp]>([
    [
      'fails',
      {
        phase: 'failed',
        launchState: 'launch_failed',
        failure: {
          class: 'token-rejected',
          message: 'GitHub rejected the token.',
          nextStep: 'Renew the token of identity bot.',
          retryHelps: false,
        },
      },
      'ConflictError',
      /GitHub rejected the token\. Retry it at https:\/\/portal\.example/,
    ],
    [
      'is rejected',
      { phase: 'failed', launchState: 'rejected' },
      'NotAllowedError',
      /was rejected/,
    ],
    [
      'is withdrawn',
      { phase: 'withdrawn', launchState: 'withdrawn' },
      'ConflictError',
      /was withdrawn/,
    ],
  ])('fails for a task that %s', async (_, read, name, message) => {
    const { broker, run, outputs } = setup();
    broker.reads = [{}, read];
    await expect(run(input)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
    expect(outputs()).toMatchObject({ taskState: read.phase });
  });

  it('fails for a failed agent only where it waits for it', async () => {
    const { broker, run, outputs } = setup();
    broker.reads = [{ ...launched, phase: 'failed', agentState: 'timed_out' }];

    await run(input);
    expect(outputs()).toMatchObject({ taskState: 'failed' });

    await expect(run({ ...input, waitFor: 'settled' })).rejects.toMatchObject({
      name: 'ConflictError',
    });
  });

  it('waits for nothing when told so', async () => {
    const { broker, clock, run, outputs } = setup();
    await run({ ...input, waitFor: 'none' });
    expect(broker.tasks).toHaveLength(1);
    expect(clock.slept).toBe(0);
    expect(outputs()).toMatchObject({ taskState: 'queued' });
  });

  it('refuses a timeout that is no duration', async () => {
    const { broker, run } = setup();
    await expect(run({ ...input, timeout: 'soon' })).rejects.toThrow(
      /timeout is no duration such as 10m/,
    );
    expect(broker.submissions).toEqual([]);
  });

  describe('in a dry run', () => {
    const preview = {
      dryRun: true as const,
      title: 'First commit for orders',
      repository: {
        host: 'github.com',
        owner: 'acme',
        name: 'orders',
        url: 'https://github.com/acme/orders',
      },
      prompt: 'Make the first commit.',
      parameters: {},
      createPullRequest: true,
      decision: {
        result: 'allow' as const,
        reasons: [],
        checks: [],
        evaluatedAt: '2026-01-01T12:00:00Z',
      },
    };

    it('shows what would be sent, and stores nothing', async () => {
      const { broker, run, outputs, said } = setup();
      broker.preview = preview;
      await run(input, { isDryRun: true });
      expect(broker.tasks).toEqual([]);
      expect(said('info')[0]).toMatch(/acme\/orders\. Prompt:\nMake the first/);
      expect(outputs()).toMatchObject({ taskId: 'dry-run' });
    });

    it('fails with the reasons of a denial', async () => {
      const { broker, run, said } = setup();
      broker.preview = {
        ...preview,
        decision: {
          ...preview.decision,
          result: 'deny',
          reasons: [{ code: 'repository-denied', message: 'Not in the list' }],
        },
      };
      await expect(run(input, { isDryRun: true })).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
      expect(said('error')).toEqual(['✗ Not in the list [repository-denied]']);
    });

    it.each([
      ['an entity that does not exist yet', input],
      ['no entity at all', { template: 'first-commit' }],
    ])('passes with %s', async (_, request) => {
      const { broker, run, said } = setup();
      broker.preview = unknownEntity;
      await run(request, { isDryRun: true });
      expect(said('info').at(-1)).toMatch(/^Nothing to preview/);
      expect(said('error')).toEqual([]);
    });
  });

  it.each(examples.map(({ description, example }) => [description, example]))(
    'runs the example: %s',
    async (_, example) => {
      const { action, broker, run } = setup();
      broker.reads = [{ ...launched, phase: 'in-review' }];
      for (const step of parse(example).steps) {
        expect(step.action).toBe(action.id);
        const known = Object.keys(action.schema?.input?.properties ?? {});
        expect(known).toEqual(expect.arrayContaining(Object.keys(step.input)));
        await run(step.input);
        const { waitFor, timeout, ...request } = step.input;
        expect(broker.submissions).toEqual([expect.objectContaining(request)]);
      }
    },
  );
});
