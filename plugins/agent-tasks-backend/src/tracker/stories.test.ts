import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { startTracking, Tracking } from '../__testUtils__/startTracking';
import { createDatabase } from '../__testUtils__/createDatabase';
import type { TaskRow } from '../database/rows';

jest.setTimeout(60_000);

/** What a story can do and look at. */
type Scene = Tracking & { knex: Knex; task: TaskRow; github: string };

/** GitHub's times are whole seconds: what follows happens in a later one. */
const aSecondLater = (scene: Scene) => scene.simulator.clock.advance(1_000);

/** One pull request of the story's task. */
async function pullOf({ simulator, github }: Scene): Promise<number> {
  const { pullNumber } = await simulator.control.getTask(github);
  if (!pullNumber) {
    throw new Error(`Task ${github} has no pull request`);
  }
  return pullNumber;
}

const stories: {
  story: string;
  row?: Partial<TaskRow>;
  play: (scene: Scene) => Promise<void>;
}[] = [
  {
    story: 'completes with a pull request, which is reviewed and merged',
    play: async scene => {
      const { simulator, task, github, until, knex } = scene;
      await until(task.id, { agent_state: 'in_progress', phase: 'running' });
      await until(task.id, { pull_state: 'draft', phase: 'running' });
      await aSecondLater(scene);
      await simulator.control.complete(github);
      const settled = await until(task.id, {
        agent_state: 'completed',
        phase: 'in-review',
        pull_pending: false,
        next_look_at: null,
      });
      expect(BigInt(settled.credits_nano ?? 0)).toBeGreaterThan(0n);
      const number = await pullOf(scene);
      await aSecondLater(scene);
      await simulator.control.markPullReady('acme', 'shop', number);
      await until(task.id, { pull_state: 'open', phase: 'in-review' });
      await aSecondLater(scene);
      await simulator.control.approvePull('acme', 'shop', number, 'ada');
      await aSecondLater(scene);
      await simulator.control.mergePull('acme', 'shop', number, {
        login: 'ada',
      });
      await until(task.id, { pull_state: 'merged', phase: 'done' });
      const pull = await knex('pull_requests')
        .where('task_id', task.id)
        .first();
      expect(pull).toMatchObject({
        number,
        state: 'merged',
        head_ref: settled.head_ref,
        next_look_at: null,
        merge_commit: expect.stringMatching(/^[0-9a-f]{40}$/),
        changed_files: expect.any(Number),
      });
      expect(await scene.story(task.id)).toEqual(
        expect.arrayContaining([
          'in_progress',
          'opened',
          'completed',
          'ready',
          'merged',
        ]),
      );
    },
  },
  {
    story: 'completes without a change',
    row: { create_pull_request: false },
    play: async ({ simulator, task, github, until }) => {
      // a branch and no pull request
      await simulator.control.complete(github);
      const row = await until(task.id, { phase: 'done-without-change' });
      expect(row).toMatchObject({ pull_state: null, pull_pending: false });
      expect(row.head_ref).toMatch(/^copilot\//);
    },
  },
  {
    story: 'waits for a person and goes on when answered',
    play: async scene => {
      const { simulator, task, github, until } = scene;
      await until(task.id, { agent_state: 'in_progress' });
      await aSecondLater(scene);
      await simulator.control.waitForUser(github);
      await until(task.id, {
        agent_state: 'waiting_for_user',
        phase: 'needs-attention',
      });
      await aSecondLater(scene);
      await simulator.control.answer(github);
      await until(task.id, { agent_state: 'in_progress', phase: 'running' });
    },
  },
  {
    story: 'fails with words of GitHub',
    play: async ({ simulator, task, github, until, story }) => {
      await until(task.id, { agent_state: 'in_progress' });
      await simulator.control.fail(
        github,
        'Requested model not available for session',
      );
      await until(task.id, {
        agent_state: 'failed',
        phase: 'failed',
        failure_class: 'model-unavailable',
        failure_message: 'Requested model not available for session',
      });
      // told once, with its reason
      expect(
        (await story(task.id)).filter(entry => entry === 'failed'),
      ).toHaveLength(1);
    },
  },
  {
    story: 'runs out of time',
    play: async ({ simulator, task, github, until }) => {
      await simulator.control.timeOut(github);
      await until(task.id, { phase: 'failed', failure_class: 'timed-out' });
    },
  },
  {
    story: 'is cancelled on GitHub',
    play: async ({ simulator, task, github, until }) => {
      await simulator.control.cancel(github);
      await until(task.id, { phase: 'failed', failure_class: 'cancelled' });
    },
  },
  {
    story: 'settles, and becomes active again while its pull request is open',
    play: async scene => {
      const { simulator, task, github, until, knex } = scene;
      await simulator.control.complete(github);
      const first = await until(task.id, { phase: 'in-review' });
      await aSecondLater(scene);
      await simulator.control.resume(github, 'Address the review');
      await until(task.id, {
        agent_state: 'in_progress',
        phase: 'running',
        settled_at: null,
      });
      await aSecondLater(scene);
      await simulator.control.complete(github);
      const again = await until(task.id, {
        agent_state: 'completed',
        phase: 'in-review',
      });
      const attempt = await knex('agent_task_attempts')
        .where('task_id', task.id)
        .first();
      expect(attempt?.sessions).toHaveLength(2);
      expect(Number(again.credits_nano)).toBeGreaterThan(
        Number(first.credits_nano),
      );
    },
  },
  {
    story: 'is left as it was while its state is one that nobody knows',
    play: async scene => {
      const { simulator, task, github, until, load, logger } = scene;
      const before = await until(task.id, {
        agent_state: 'in_progress',
        pull_state: 'draft',
      });
      const { github: body } = await simulator.control.getTask(github);
      const fault = simulator.faults.inject({
        match: { path: '/agents/tasks' },
        effect: {
          type: 'status',
          status: 200,
          body: {
            tasks: [
              {
                ...(body as object),
                sessions: undefined,
                state: 'dreaming',
                updated_at: new Date(Date.now() + 5_000).toISOString(),
              },
            ],
          },
        },
      });
      await firstComplaint(logger, 'dreaming');
      await new Promise(resolve => setTimeout(resolve, 400));
      const after = await load(task.id);
      expect(after).toMatchObject({
        agent_state: before.agent_state,
        phase: before.phase,
        github_updated_at: before.github_updated_at,
      });
      expect(complaints(logger, 'dreaming')).toBe(1);
      simulator.faults.clear(fault);
    },
  },
  {
    story: 'keeps its row and its age while GitHub is down',
    play: async scene => {
      const { simulator, task, github, until, load, knex } = scene;
      await until(task.id, { agent_state: 'in_progress', pull_state: 'draft' });
      const outage = simulator.faults.inject({ effect: { type: 'outage' } });
      // the last good answers
      await new Promise(resolve => setTimeout(resolve, 300));
      const before = await load(task.id);
      await simulator.control.fail(github, 'It broke');
      await new Promise(resolve => setTimeout(resolve, 1_000));
      const during = await load(task.id);
      expect(during).toMatchObject({
        agent_state: 'in_progress',
        phase: 'running',
        read_at: before.read_at,
      });
      const [state] = await knex('identity_states');
      expect(state.last_error).toMatch(/503|unicorn|GitHub/i);
      simulator.faults.clear(outage);
      await until(task.id, { phase: 'failed' }, 15_000);
    },
  },
  {
    story: 'settles by the list alone while GitHub cannot read it by itself',
    play: async ({ simulator, task, github, until }) => {
      await until(task.id, { agent_state: 'in_progress' });
      const fault = simulator.faults.inject({
        match: { path: '/agents/tasks/.' },
        effect: { type: 'status', status: 502 },
      });
      await simulator.control.timeOut(github);
      await until(task.id, {
        phase: 'failed',
        failure_class: 'timed-out',
        failure_message: null,
      });
      simulator.faults.clear(fault);
      await until(
        task.id,
        { failure_message: 'The session timed out.', next_look_at: null },
        20_000,
      );
    },
  },
  {
    story: 'is followed over REST where GraphQL does not find its pull request',
    play: async scene => {
      const { simulator, task, github, until, knex } = scene;
      const graphql = simulator.faults.inject({
        match: { path: '/graphql' },
        effect: {
          type: 'status',
          status: 200,
          body: { data: { nodes: [null] } },
        },
      });
      await until(task.id, { pull_state: 'draft' });
      expect(
        await knex('pull_requests').where('task_id', task.id).first(),
      ).toMatchObject({ state: 'draft', checks: null, additions: null });
      simulator.faults.clear(graphql);
      await simulator.control.complete(github);
      await until(task.id, { phase: 'in-review' });
      await waitFor(async () => {
        const pull = await knex('pull_requests')
          .where('task_id', task.id)
          .first();
        return Boolean(pull?.additions);
      });
    },
  },
  {
    story: 'left a branch, from which a person opened a pull request',
    row: { create_pull_request: false },
    play: async scene => {
      const { simulator, task, github, until } = scene;
      await until(task.id, { agent_state: 'in_progress' });
      const { branch } = await simulator.control.getTask(github);
      const answer = await fetch(
        `${simulator.apiBaseUrl}/repos/acme/shop/pulls`,
        {
          method: 'POST',
          headers: {
            authorization: 'Bearer ghp_ada',
            'content-type': 'application/json',
          },
          body: JSON.stringify({
            title: 'Take it',
            head: branch,
            base: 'main',
          }),
        },
      );
      expect(answer.status).toBe(201);
      await simulator.control.complete(github);
      await until(task.id, { phase: 'in-review', pull_state: 'open' });
    },
  },
];

describe('a launched task', () => {
  let knex: Knex;
  let tracking: Tracking;

  // before the database goes away
  afterAll(async () => {
    await tracking?.stop();
  });
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  beforeAll(async () => {
    knex = await createDatabase(databases);
    tracking = await startTracking(knex);
  });

  it.each(stories)('$story', async ({ row, play }) => {
    expect.hasAssertions();
    const task = await tracking.launch(row);
    tracking.trackers[0].poke(task.id);
    await play({
      ...tracking,
      knex,
      task,
      github: task.github_task_id ?? '',
    });
  });
});

function complaints(logger: Tracking['logger'], state: string): number {
  return logger.error.mock.calls.filter(([message]) =>
    String(message).includes(`'${state}'`),
  ).length;
}

async function firstComplaint(logger: Tracking['logger'], state: string) {
  await waitFor(() => complaints(logger, state) > 0);
}

async function waitFor(holds: () => boolean | Promise<boolean>) {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) {
      throw new Error('It did not happen within 10 s');
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
