import type { AgentTaskWaitKind } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { createDatabase } from '../__testUtils__/createDatabase';
import { startTracking, Tracking } from '../__testUtils__/startTracking';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { loadTaskParts } from '../database/operations/tasks/loadTaskParts';
import type { TaskRow } from '../database/rows';
import type { Owner } from '../entities/OwnerDirectory';
import { escalationNotificationOf } from '../outbox/escalationNotificationOf';
import { PullRouter } from '../review/PullRouter';
import { ReviewerFinder } from '../review/ReviewerFinder';
import { toTask } from '../tasks/toTask';
import { ReadFailures } from '../tracker/ReadFailures';
import { EscalationKeeper } from './EscalationKeeper';
import { Responsibles } from './Responsibles';

jest.setTimeout(60_000);

const ADA = 'user:default/ada';
const TEAM = 'group:default/shop-team';
const ADMINS = 'group:default/platform';
const LONG_MS = 20 * 86_400_000;

/** What a story can do. */
type Scene = Tracking & {
  knex: Knex;
  task: TaskRow;
  github: string;
  /** Has the agent finish, and waits until its draft is known. */
  finish(): Promise<number>;
  post(path: string, body: object, method?: string): Promise<any>;
};

/** One row: what GitHub does, what the page says, and who hears of it. */
type Story = {
  story: string;
  options?: Parameters<typeof startTracking>[1];
  review?: Partial<AgentTasksConfig['review']>;
  row?: Partial<TaskRow>;
  play: (scene: Scene) => Promise<void>;
  /** Nothing is left to do unless given. */
  waitsFor?: AgentTaskWaitKind;
  says: RegExp;
  /** Told once it has waited for too long. */
  tells?: string;
  title?: RegExp;
};

const workflow = { '.github/workflows/ci.yaml': 'name: CI\non: push\n' };

const stories: Story[] = [
  {
    story: 'GitHub does not start the agent',
    options: { simulator: { agent: { queuedMs: 3_600_000 } } },
    play: async () => {},
    waitsFor: 'agent-start',
    says: /^GitHub has the task and starts the agent/,
    tells: TEAM,
    title: /^GitHub does not start the agent: /,
  },
  {
    story: 'the agent does not come to an end',
    play: ({ until, task }) =>
      until(task.id, { agent_state: 'in_progress' }).then(() => {}),
    waitsFor: 'agent',
    says: /^The agent is at work/,
    tells: TEAM,
    title: /^The agent does not come to an end: /,
  },
  {
    story: 'the agent asks something',
    play: async ({ simulator, github }) => {
      await simulator.control.waitForUser(github);
    },
    waitsFor: 'answer',
    says: /^The agent waits for an answer/,
    tells: ADA,
    title: /^The agent waits for an answer: /,
  },
  {
    story: 'the agent stops in the middle',
    options: { simulator: { agent: { rules: [{ outcome: 'hold' }] } } },
    row: { create_pull_request: false },
    play: async ({ simulator, github }) => {
      await simulator.control.idle(github);
    },
    waitsFor: 'idle',
    says: /^The agent has stopped and waits for a word/,
    tells: ADA,
    title: /^The agent has stopped/,
  },
  ...(
    [
      ['runs out of time', 'timeOut', /^Retry, or split the work/],
      ['is cancelled', 'cancel', /^Retry if the work is still wanted/],
    ] as const
  ).map(
    ([how, action, says]): Story => ({
      story: `the agent ${how}`,
      play: async ({ simulator: { control }, github }) => {
        await control[action](github);
      },
      waitsFor: 'retry',
      says,
      tells: ADA,
      title: /^It has failed/,
    }),
  ),
  ...(
    [
      ['Requested model not available for session', /another model/],
      ['Repository rule violations found', /rulesets or branch protection/],
      ['The agent stopped.', /a second attempt often succeeds/],
    ] as [string, RegExp][]
  ).map(
    ([message, says]): Story => ({
      story: `the agent fails with "${message}"`,
      play: async ({ simulator, github }) => {
        await simulator.control.fail(github, message);
      },
      waitsFor: 'retry',
      says,
      tells: ADA,
      title: /^It has failed/,
    }),
  ),
  {
    story: 'the agent finishes without a change',
    row: { create_pull_request: false },
    play: async ({ simulator, github }) => {
      await simulator.control.complete(github);
    },
    says: /^The agent finished without a change/,
  },
  {
    story: 'a draft that nobody makes ready',
    play: scene => scene.finish().then(() => {}),
    waitsFor: 'ready',
    says: /is a draft to be looked at and marked ready/,
    tells: TEAM,
    title: /^Its draft waits/,
  },
  {
    story: 'checks that run',
    options: {
      files: workflow,
      simulator: { agent: { workflowMs: 3_600_000 } },
    },
    review: { markReady: 'when-checks-are-green' },
    play: scene => scene.finish().then(() => {}),
    waitsFor: 'checks',
    says: /waits for its checks/,
    tells: TEAM,
    title: /^Its checks do not come to an end/,
  },
  {
    story: 'workflows that wait for a click',
    options: { files: workflow, requireWorkflowApproval: true },
    play: scene => scene.finish().then(() => {}),
    waitsFor: 'workflow-approval',
    says: /wait for "Approve and run"/,
    tells: TEAM,
    title: /^Its workflows wait/,
  },
  {
    story: 'checks that fail',
    play: async scene => {
      const number = await scene.finish();
      const { head } = await scene.post(`pulls/${number}`, {}, 'PATCH');
      await scene.post(`statuses/${head.sha}`, { state: 'failure' });
    },
    waitsFor: 'checks-failing',
    says: /has failing checks/,
    tells: TEAM,
    title: /^Its checks fail/,
  },
  {
    story: 'a review that nobody gives',
    review: { markReady: 'always', requestReviewers: true },
    play: scene => scene.finish().then(() => {}),
    waitsFor: 'review',
    says: /is to be reviewed by bob/,
    tells: TEAM,
    title: /^Nobody has reviewed it/,
  },
  {
    story: 'changes that nobody makes',
    review: { markReady: 'always' },
    play: async scene => {
      const number = await scene.finish();
      await scene.simulator.control.markPullReady('acme', 'shop', number);
      await scene.simulator.control.requestChanges(
        'acme',
        'shop',
        number,
        'bob',
      );
    },
    waitsFor: 'changes',
    says: /waits for the requested changes/,
    tells: TEAM,
    title: /^The requested changes are not made/,
  },
  {
    story: 'a conflict',
    play: async scene => {
      await scene.finish();
      const { sha } = await scene.post('contents/README.md', {}, 'GET');
      await scene.post(
        'contents/README.md',
        {
          message: 'Another title',
          content: Buffer.from('# Store\n\nOther words.\n').toString('base64'),
          sha,
        },
        'PUT',
      );
    },
    waitsFor: 'conflict',
    says: /conflicts with its base branch/,
    tells: TEAM,
    title: /^Its pull request has a conflict/,
  },
  {
    story: 'a token that may not write',
    review: { labels: ['agent'] },
    play: async scene => {
      scene.simulator.faults.inject({
        match: { method: 'POST', path: '/labels$' },
        effect: { type: 'status', status: 403 },
      });
      await scene.finish();
    },
    waitsFor: 'permission',
    says: /does not let the automation account write/,
    tells: ADMINS,
    title: /^GitHub does not let/,
  },
  {
    story: 'a pull request that is closed',
    play: async scene => {
      const number = await scene.finish();
      await scene.simulator.control.closePull('acme', 'shop', number);
    },
    says: /was closed without a merge/,
  },
  {
    story: 'a pull request that is merged',
    play: async scene => {
      const number = await scene.finish();
      await scene.simulator.control.markPullReady('acme', 'shop', number);
      await scene.simulator.control.mergePull('acme', 'shop', number, {
        force: true,
      });
    },
    says: /^Merged; nothing is left/,
  },
];

const team: Owner = {
  ref: TEAM,
  kind: 'group',
  members: [
    { ref: ADA, login: 'ada' },
    { ref: 'user:default/bob', login: 'bob' },
  ],
};
const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
  spec: {},
  relations: [{ type: 'ownedBy', targetRef: TEAM }],
};

describe('what waits for whom', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  const logger = mockServices.logger.mock();
  let knex: Knex;
  let tracking: Tracking;

  beforeEach(async () => {
    knex = await createDatabase(databases);
  });

  afterEach(() => tracking.stop());

  async function show(id: string) {
    const task = await tracking.load(id);
    const partsOf = await loadTaskParts(knex, [task]);
    return toTask(task, partsOf(task)).nextStep;
  }

  it.each(stories)('$story', async story => {
    tracking = await startTracking(knex, story.options);
    await knex('identity_states')
      .insert({ identity_id: 'robot', login: 'robot' })
      .onConflict('identity_id')
      .merge();
    const task = await tracking.launch({ requested_by: ADA, ...story.row });
    const github = task.github_task_id ?? '';
    tracking.trackers[0].poke(task.id);
    const scene: Scene = {
      ...tracking,
      knex,
      task,
      github,
      finish: async () => {
        await tracking.until(task.id, { pull_state: 'draft' });
        await tracking.simulator.clock.advance(1_000);
        await tracking.simulator.control.complete(github);
        await tracking.until(task.id, { phase: 'in-review' });
        await tracking.simulator.clock.advance(1_000);
        const { pullNumber = 0 } = await tracking.simulator.control.getTask(
          github,
        );
        return pullNumber;
      },
      post: async (path, body, method = 'POST') => {
        const answer = await fetch(
          `${tracking.simulator.apiBaseUrl}/repos/acme/shop/${path}`,
          {
            method,
            headers: {
              authorization: 'Bearer ghp_ada',
              'content-type': 'application/json',
            },
            ...(method !== 'GET' && { body: JSON.stringify(body) }),
          },
        );
        return await answer.json();
      },
    };
    const router = new PullRouter({
      knex,
      logger,
      review: {
        markReady: 'never',
        requestReviewers: false,
        reviewers: 2,
        defaultReviewers: [],
        labels: [],
        comment: false,
        ...story.review,
      },
      assigners: [],
      client: id => tracking.clients.get(id),
      reviewers: new ReviewerFinder({
        directory: { find: async ref => (ref === TEAM ? team : undefined) },
        defaults: [],
      }),
      failures: new ReadFailures({ knex, logger }),
      taskUrl: () => undefined,
      onChanged: () => {},
    });
    const keeper = EscalationKeeper.create({
      knex,
      logger,
      config: {
        enabled: true,
        levels: {},
        tiers: {},
        ladder: { parentGroupsMs: 1, onCallMs: 1, adminsMs: 1 },
        digestAbove: 5,
      },
      responsibles: new Responsibles({
        catalog: catalogServiceMock({ entities: [shop] }),
        auth: mockServices.auth(),
        admins: [ADMINS],
        tierAnnotation: 'agent-tasks/tier',
      }),
    });

    await story.play(scene);
    // what GitHub did is read, and the router does its part
    const end = Date.now() + 15_000;
    let step = await show(task.id);
    while (
      (step.waitsFor !== story.waitsFor || !story.says.test(step.sentence)) &&
      Date.now() < end
    ) {
      await knex('pull_requests')
        .whereNotNull('next_look_at')
        .update({ next_look_at: new Date(0) });
      tracking.trackers[0].poke(task.id);
      await router.run(['robot'], new AbortController().signal);
      await new Promise(resolve => setTimeout(resolve, 50));
      step = await show(task.id);
    }
    expect(step.waitsFor).toBe(story.waitsFor);
    expect(step.sentence).toMatch(story.says);

    await keeper.refresh();
    await knex('task_waits').update({
      due_at: knex.raw(`due_at - ? * interval '1 ms'`, [LONG_MS]) as never,
    });
    await keeper.escalate();
    const [news, ...more] = await knex('outbox').where({ kind: 'escalation' });
    expect(more).toEqual([]);
    const notification =
      news && escalationNotificationOf(news, await tracking.load(task.id));
    expect(notification?.recipients).toEqual(
      story.tells && { type: 'entity', entityRef: [story.tells] },
    );
    expect(notification?.payload.title ?? '').toMatch(story.title ?? /^$/);
  });
});
