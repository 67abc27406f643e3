import type { PullRequestAssigner } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { FaultRule } from '@agent-tasks/github-simulator';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { createDatabase } from '../__testUtils__/createDatabase';
import { startTracking, Tracking } from '../__testUtils__/startTracking';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import {
  ClaimedRoute,
  claimRoutes,
} from '../database/operations/review/claimRoutes';
import { loadRoute } from '../database/operations/review/loadRoute';
import type { PullRouteRow, TaskRow } from '../database/rows';
import type { Owner } from '../entities/OwnerDirectory';
import { ReadFailures } from '../tracker/ReadFailures';
import { PullRouter } from './PullRouter';
import { ReviewerFinder } from './ReviewerFinder';
import { RouteWriter } from './RouteWriter';

jest.setTimeout(60_000);

const off: AgentTasksConfig['review'] = {
  markReady: 'never',
  requestReviewers: false,
  reviewers: 2,
  defaultReviewers: [],
  labels: [],
  comment: false,
};
const everything: AgentTasksConfig['review'] = {
  ...off,
  markReady: 'always',
  requestReviewers: true,
  labels: ['agent'],
  comment: true,
};
const team: Owner = {
  ref: 'group:default/shop-team',
  kind: 'group',
  members: [
    { ref: 'user:default/ada', login: 'ada' },
    { ref: 'user:default/bob', login: 'bob' },
  ],
  teamSlug: 'acme/shop-team',
};

type Pull = {
  draft: boolean;
  labels: string[];
  comments: string[];
  reviewers: string[];
  teams: string[];
};

describe('PullRouter', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let scene: Tracking;
  let owner: Owner;

  beforeEach(async () => {
    knex = await createDatabase(databases);
    owner = team;
  });

  afterEach(() => scene.stop());

  const start = async (files?: Record<string, string>) => {
    scene = await startTracking(knex, {
      files,
      simulator: { agent: { workflowMs: 60_000 } },
    });
    await knex('identity_states')
      .insert({ identity_id: 'robot', login: 'robot' })
      .onConflict('identity_id')
      .merge();
  };

  function router(
    review: Partial<AgentTasksConfig['review']> = everything,
    assigners: PullRequestAssigner[] = [],
  ) {
    const pulls = new PullRouter({
      knex,
      logger: mockServices.logger.mock(),
      review: { ...off, ...review },
      assigners,
      client: id => scene.clients.get(id),
      reviewers: new ReviewerFinder({
        directory: {
          find: async ref => (ref === owner.ref ? owner : undefined),
        },
        defaults: review.defaultReviewers ?? [],
      }),
      failures: new ReadFailures({
        knex,
        logger: mockServices.logger.mock(),
      }),
      taskUrl: id => `https://portal.test/agent-tasks/${id}`,
      onChanged: () => {},
    });
    return {
      run: (signal = new AbortController().signal) =>
        pulls.run(['robot'], signal),
    };
  }

  /** A task whose agent has finished, with its draft as GitHub has it. */
  async function finished(row: Partial<TaskRow> = {}) {
    const task = await scene.launch({
      requested_by: 'user:default/ada',
      ...row,
    });
    const github = task.github_task_id ?? '';
    scene.trackers[0].poke(task.id);
    await scene.until(task.id, { pull_state: 'draft' });
    await scene.simulator.clock.advance(1_000);
    await scene.simulator.control.complete(github);
    await scene.until(task.id, {
      agent_state: 'completed',
      phase: 'in-review',
    });
    const { pullNumber = 0 } = await scene.simulator.control.getTask(github);
    return { task, github, number: pullNumber };
  }

  async function ask(path: string): Promise<any> {
    const answer = await fetch(`${scene.simulator.apiBaseUrl}${path}`, {
      headers: { authorization: 'Bearer ghp_ada' },
    });
    return await answer.json();
  }

  async function look(number: number): Promise<Pull> {
    const [pull, comments] = await Promise.all([
      ask(`/repos/acme/shop/pulls/${number}`),
      ask(`/repos/acme/shop/issues/${number}/comments`),
    ]);
    return {
      draft: pull.draft,
      labels: pull.labels.map((label: { name: string }) => label.name),
      comments: comments.map((comment: { body: string }) => comment.body),
      // the agent itself asks who has started it
      reviewers: pull.requested_reviewers
        .map((user: { login: string }) => user.login)
        .filter((login: string) => login !== 'robot'),
      teams: pull.requested_teams.map((asked: { slug: string }) => asked.slug),
    };
  }

  const routeOf = async ({ id }: TaskRow): Promise<PullRouteRow> => {
    const route = await knex('pull_routes').where({ task_id: id }).first();
    if (!route) {
      throw new Error('There is no route');
    }
    return route;
  };

  async function untilRoute(
    { task, ...pull }: { task: TaskRow; number: number },
    expected: Partial<PullRouteRow>,
    routing = router(),
  ): Promise<void> {
    await settle(
      pull,
      routing,
      () => false,
      async () => {
        const route = await knex('pull_routes')
          .where({ task_id: task.id })
          .first();
        return (Object.keys(expected) as (keyof PullRouteRow)[]).every(
          column => route && route[column] === expected[column],
        );
      },
    );
    expect(await routeOf(task)).toMatchObject(expected);
  }

  /** What is due by time alone is due, here and at the tracker. */
  async function hasten() {
    await knex('pull_routes')
      .whereNotNull('due_at')
      .update({ due_at: new Date() });
    await knex('pull_requests')
      .whereNotNull('next_look_at')
      .update({ next_look_at: new Date(0) });
    scene.trackers[0].poke();
  }

  /** Until it rests, with the readings that its own steps bring about. */
  async function settle(
    { number }: { number: number },
    routing = router(),
    holds: (pull: Pull) => boolean = () => true,
    ends: () => Promise<boolean> = async () => false,
  ): Promise<Pull> {
    for (let round = 0; round < 100; round++) {
      await hasten();
      await routing.run();
      const pull = await look(number);
      if (holds(pull) || (await ends())) {
        return pull;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    return await look(number);
  }

  const asked = (pull: Pull) => pull.reviewers.length + pull.teams.length > 0;
  const fault = (rule: FaultRule) => scene.simulator.faults.inject(rule);
  const writes = async () =>
    scene.simulator.requests.filter(
      ({ method, path }) => method !== 'GET' && /\/(pulls|issues)\//.test(path),
    ).length;

  it('does nothing unless it is asked to', async () => {
    await start();
    const pull = await finished();
    await settle(pull, router(off));
    expect(await look(pull.number)).toEqual({
      draft: true,
      labels: [],
      comments: [],
      reviewers: [],
      teams: [],
    });
    expect(await writes()).toBe(0);
  });

  it('labels, explains, marks ready and asks the owner, never who has asked', async () => {
    await start();
    const pull = await finished({ ticket: 'OPS-1' });
    const seen = await settle(pull, router(), asked);
    expect(seen).toEqual({
      draft: false,
      labels: ['agent'],
      comments: [expect.stringContaining('| Ticket | `OPS-1` |')],
      // the team has the requester in it
      reviewers: ['bob'],
      teams: [],
    });
    expect(
      (await scene.story(pull.task.id)).filter(event =>
        /labelled|commented|marked|asked/.test(String(event)),
      ),
    ).toEqual(['labelled', 'commented', 'marked-ready', 'reviewers-asked']);
    const audit = await knex('audit_events')
      .where('action', 'like', 'review.%')
      .orderBy('id');
    expect(audit.map(({ action }) => action)).toEqual([
      'review.labels',
      'review.comment',
      'review.ready',
      'review.reviewers',
    ]);
    expect(audit[3]).toMatchObject({
      task_id: pull.task.id,
      identity_id: 'robot',
      on_behalf_of: 'user:default/ada',
      details: { pullRequest: pull.number, reviewers: ['bob'] },
    });
    const before = await writes();
    await settle(pull);
    expect(await writes()).toBe(before);
    // each has taken a place of the launches' windows
    expect(
      await knex('launch_ledger').where({ fairness_key: ' review' }),
    ).toHaveLength(4);
  });

  it('asks the team as one where the requester is not in it', async () => {
    await start();
    const pull = await finished({ requested_by: 'user:default/rita' });
    expect(await settle(pull, router(), asked)).toMatchObject({
      reviewers: [],
      teams: ['shop-team'],
    });
  });

  it('waits for green checks', async () => {
    await start({
      '.github/workflows/ci.yaml': 'name: CI\non: push\n',
    });
    const pull = await finished();
    await untilRoute(
      pull,
      { waits_for: 'checks' },
      router({ ...everything, markReady: 'when-checks-are-green' }),
    );
    expect(await look(pull.number)).toMatchObject({ draft: true });
    await scene.simulator.clock.advance(100_000);
    expect(
      await settle(
        pull,
        router({ ...everything, markReady: 'when-checks-are-green' }),
        ({ draft }) => !draft,
      ),
    ).toMatchObject({ draft: false });
  });

  it('is not less strict than the template', async () => {
    await start({
      '.github/workflows/ci.yaml': 'name: CI\non: push\n',
    });
    const [version] = await knex('template_versions')
      .insert({
        id: '00000000-0000-4000-8000-000000000001',
        template_ref: 'agenttasktemplate:default/x',
        digest: `sha256:${'ab'.repeat(32)}`,
        version: '1.0.0',
        title: 'X',
        content: { spec: { review: { afterChecks: true } } },
      })
      .returning('id');
    const pull = await finished({ template_version_id: version.id });
    await untilRoute(pull, { waits_for: 'checks', ready_at: null });
    expect(await look(pull.number)).toMatchObject({ draft: true });
  });

  it('drops who has no access, and asks the others', async () => {
    await start();
    owner = {
      ...team,
      members: [
        { ref: 'user:default/gone', login: 'nobody-of-this-name' },
        { ref: 'user:default/bob', login: 'bob' },
        { ref: 'user:default/ada', login: 'ada' },
      ],
      teamSlug: undefined,
    };
    const pull = await finished();
    expect(await settle(pull, router(), asked)).toMatchObject({
      reviewers: ['bob'],
    });
    expect(await routeOf(pull.task)).toMatchObject({
      refused: ['nobody-of-this-name'],
      waits_for: null,
    });
  });

  it('says that nobody can review, and finds whom the catalog has later', async () => {
    await start();
    owner = { ...team, members: team.members.slice(0, 1) };
    const pull = await finished();
    await settle(pull, router(), ({ draft }) => !draft);
    await untilRoute(pull, { waits_for: 'reviewer' });
    expect(await scene.story(pull.task.id)).toContain('waits-for-reviewer');
    owner = team;
    expect(await settle(pull, router(), asked)).toMatchObject({
      reviewers: ['bob'],
    });
  });

  it('asks again who wanted changes once they are there', async () => {
    await start();
    const pull = await finished();
    await settle(pull, router(), asked);
    const { control } = scene.simulator;
    await scene.simulator.clock.advance(1_000);
    await control.requestChanges('acme', 'shop', pull.number, 'bob');
    expect(await settle(pull, router(), one => !asked(one))).toMatchObject({
      reviewers: [],
    });
    await scene.simulator.clock.advance(1_000);
    await control.resume(pull.github, 'Address the review');
    await scene.until(pull.task.id, { phase: 'running' });
    await scene.simulator.clock.advance(1_000);
    await control.complete(pull.github);
    await scene.until(pull.task.id, { phase: 'in-review' });
    expect(await settle(pull, router(), asked)).toMatchObject({
      reviewers: ['bob'],
    });
    const again = await writes();
    await settle(pull);
    expect(await writes()).toBe(again);
  });

  it.each<[string, FaultRule['effect']]>([
    ['the answer was lost', { type: 'reset', when: 'after' }],
    ['the request was lost', { type: 'reset', when: 'before' }],
    [
      'GitHub broke after the work',
      { type: 'status', status: 502, when: 'after' },
    ],
  ])('comments once where %s', async (_, effect) => {
    await start();
    const pull = await finished();
    fault({
      match: { method: 'POST', path: '/comments$' },
      times: 1,
      effect,
    });
    const seen = await settle(pull, router(), asked);
    expect(seen.comments).toHaveLength(1);
  });

  it.each(['labels', 'comment', 'ready', 'reviewers'])(
    'takes the step %s once more where a replica died after it',
    async step => {
      await start();
      const pull = await finished();
      const column = {
        labels: 'labelled_at',
        comment: 'commented_at',
        ready: 'ready_at',
        reviewers: 'asked',
      }[step];
      await settle(pull, router(), asked);
      // as it was between the request and the note of it
      await knex('pull_routes').update({
        [column ?? '']: step === 'reviewers' ? '[]' : null,
        seen: null,
        lease_id: null,
        lease_until: null,
      });
      await settle(pull);
      expect(await look(pull.number)).toEqual({
        draft: false,
        labels: ['agent'],
        comments: [expect.any(String)],
        reviewers: ['bob'],
        teams: [],
      });
    },
  );

  it('is done by one of two replicas', async () => {
    await start();
    const pulls = [await finished(), await finished(), await finished()];
    const replicas = [router(), router()];
    for (let round = 0; round < 40; round++) {
      await hasten();
      await Promise.all(replicas.map(({ run }) => run()));
      await new Promise(resolve => setTimeout(resolve, 25));
    }
    for (const { number } of pulls) {
      expect(await look(number)).toMatchObject({
        draft: false,
        comments: [expect.any(String)],
        reviewers: ['bob'],
      });
    }
    expect(await writes()).toBe(
      // labels, comment and reviewers; ready is GraphQL
      pulls.length * 3,
    );
  });

  it('writes nothing once its lease has ended', async () => {
    await start();
    const pull = await finished();
    let claimed: ClaimedRoute[] = [];
    while (!claimed.length) {
      claimed = await claimRoutes(knex, {
        leaseId: randomUUID(),
        leaseMs: 1,
        identityIds: ['robot'],
        ownTokenIds: [],
        limit: 1,
      });
    }
    const loaded = await loadRoute(knex, claimed[0]);
    if (!loaded) {
      throw new Error('There is no route');
    }
    const late = new RouteWriter({
      knex,
      leaseMs: 60_000,
      review: {},
    });
    const step = { kind: 'comment' } as const;
    const { identity } = scene.clients.get('robot');
    expect(await late.begin(claimed[0], loaded, step, identity)).toBe(
      'lease-lost',
    );
    expect(await late.done(claimed[0], loaded, step)).toBe(false);
    await late.rest(claimed[0], loaded, { waitsFor: 'reviewer' });
    expect(
      await knex('audit_events').where('action', 'like', 'review.%'),
    ).toEqual([]);
    expect(await knex('launch_ledger')).toEqual([]);
    expect(await routeOf(pull.task)).toMatchObject({
      waits_for: null,
      comment_intent_at: null,
    });
    expect(await settle(pull, router(), asked)).toMatchObject({
      comments: [expect.any(String)],
    });
  });

  it('leaves alone what was merged or closed, also in the middle', async () => {
    await start();
    const pull = await finished();
    // nothing but the label is done when somebody closes it
    await router({ labels: ['agent'] }).run();
    await scene.simulator.control.closePull('acme', 'shop', pull.number);
    await hasten();
    await scene.until(pull.task.id, { phase: 'done-without-change' });
    await settle(pull);
    expect(await look(pull.number)).toMatchObject({
      draft: true,
      comments: [],
      reviewers: [],
    });
  });

  it('tells where the token may not write, and goes on once it may', async () => {
    await start();
    const pull = await finished();
    const id = fault({
      match: { method: 'POST', path: '/labels$' },
      effect: { type: 'status', status: 403 },
    });
    await untilRoute(pull, { waits_for: 'permission' });
    expect((await routeOf(pull.task)).last_error).toBeTruthy();
    scene.simulator.faults.clear(id);
    expect(await settle(pull, router(), asked)).toMatchObject({
      labels: ['agent'],
    });
    expect(await routeOf(pull.task)).toMatchObject({ failures: 0 });
  });

  it('waits for a catalog that is away, and stops nobody else', async () => {
    await start();
    const pull = await finished();
    const away = new PullRouter({
      knex,
      logger: mockServices.logger.mock(),
      review: everything,
      assigners: [],
      client: id => scene.clients.get(id),
      reviewers: {
        find: async () => {
          throw new Error('The catalog is away');
        },
      },
      failures: new ReadFailures({ knex, logger: mockServices.logger.mock() }),
      taskUrl: () => undefined,
      onChanged: () => {},
    });
    while (!(await knex('pull_routes')).length) {
      await away.run(['robot'], new AbortController().signal);
    }
    const { lease_id: lease, due_at: due, seen } = await routeOf(pull.task);
    expect(lease).toBeNull();
    expect(due?.getTime()).toBeGreaterThan(Date.now() + 20_000);
    // only another fact, or that time, makes it due again
    expect(seen).toMatch(/^completed\|draft\|/);
    expect(await settle(pull, router(), asked)).toMatchObject({
      reviewers: ['bob'],
    });
  });

  it('keeps half of the windows for launches', async () => {
    await start();
    const pull = await finished();
    for (let count = 0; count < 40; count++) {
      await knex('launch_ledger').insert({
        identity_id: 'robot',
        task_id: pull.task.id,
        fairness_key: 'x',
        interactive: true,
        at: new Date(),
        sent_at: new Date(),
      });
    }
    await settle(pull);
    expect(await writes()).toBe(0);
    await knex('launch_ledger').delete();
    expect(await settle(pull, router(), asked)).toMatchObject({
      draft: false,
    });
  });

  describe('where nothing happens', () => {
    const closing = () =>
      router({ closeStale: { afterMs: 1_000, warningMs: 1_000 } });
    const warnings = ({ comments }: Pull) =>
      comments.filter(text => text.includes('agent-tasks:stale'));
    const isClosed = async (number: number) =>
      (await ask(`/repos/acme/shop/pulls/${number}`)).state === 'closed';

    it('warns once, and closes', async () => {
      await start();
      const pull = await finished();
      const warned = await settle(
        pull,
        closing(),
        seen => warnings(seen).length > 0,
      );
      expect(warnings(warned)).toEqual([
        expect.stringContaining('It will be closed in'),
      ]);
      expect(await isClosed(pull.number)).toBe(false);
      const end = await settle(
        pull,
        closing(),
        () => false,
        () => isClosed(pull.number),
      );
      expect(warnings(end)).toHaveLength(1);
      await hasten();
      await scene.until(pull.task.id, { phase: 'done-without-change' });
      expect(
        (await scene.story(pull.task.id)).filter(event =>
          /stale/.test(String(event)),
        ),
      ).toEqual(['warned-stale', 'closed-stale']);
      expect(
        await knex('audit_events')
          .where('action', 'like', 'review.%')
          .orderBy('id')
          .pluck('action'),
      ).toEqual(['review.warn', 'review.close']);
    });

    it('finds the warning of a replica that died, and warns no second time', async () => {
      await start();
      const pull = await finished();
      const id = fault({
        match: { method: 'POST', path: '/comments$' },
        effect: { type: 'reset', when: 'after' },
      });
      await settle(pull, closing(), seen => warnings(seen).length > 0);
      scene.simulator.faults.clear(id);
      await settle(
        pull,
        closing(),
        () => false,
        async () => (await routeOf(pull.task)).warned_at !== null,
      );
      expect(warnings(await look(pull.number))).toHaveLength(1);
    });

    it('stays open for whoever answers', async () => {
      await start();
      const pull = await finished();
      await settle(pull, closing(), seen => warnings(seen).length > 0);
      await scene.simulator.clock.advance(600_000);
      await fetch(
        `${scene.simulator.apiBaseUrl}/repos/acme/shop/issues/${pull.number}/comments`,
        {
          method: 'POST',
          headers: {
            authorization: 'Bearer ghp_ada',
            'content-type': 'application/json',
          },
          body: JSON.stringify({ body: 'It stays; I am on holiday.' }),
        },
      );
      await new Promise(resolve => setTimeout(resolve, 1_100));
      for (let round = 0; round < 10; round++) {
        await hasten();
        await new Promise(resolve => setTimeout(resolve, 50));
        await closing().run();
      }
      expect(await isClosed(pull.number)).toBe(false);
      expect(warnings(await look(pull.number))).toHaveLength(1);
    });
  });

  it('lets extensions assign it once each, and tries again what fails', async () => {
    await start();
    const pull = await finished({ tier: '1' });
    let fails = true;
    const calls: string[] = [];
    const assigners: PullRequestAssigner[] = [
      {
        id: 'project',
        assign: async () => {
          calls.push('project');
          if (fails) {
            throw new Error('There is no such project');
          }
        },
      },
      {
        id: 'milestone',
        assign: async ({ owner: org, repository, number, tier }, github) => {
          calls.push('milestone');
          await github.request(
            'POST /repos/{owner}/{repo}/issues/{number}/labels',
            { owner: org, repo: repository, number, labels: [`tier-${tier}`] },
          );
        },
      },
    ];
    const routing = router({ labels: ['agent'] }, assigners);
    const seen = await settle(pull, routing, ({ labels }) =>
      labels.includes('tier-1'),
    );
    expect(seen.labels).toEqual(['agent', 'tier-1']);
    await settle(
      pull,
      routing,
      () => false,
      async () => (await routeOf(pull.task)).failures > 0,
    );
    expect(await routeOf(pull.task)).toMatchObject({
      assigned: ['milestone'],
      last_error: 'project: Error: There is no such project',
    });
    fails = false;
    await settle(
      pull,
      routing,
      () => false,
      async () => (await routeOf(pull.task)).assigned.includes('project'),
    );
    await settle(pull, routing);
    expect(calls.filter(call => call === 'milestone')).toHaveLength(1);
    expect(await routeOf(pull.task)).toMatchObject({ failures: 0 });
  });

  it('keeps what an owner has to review within the limit, highest tier first', async () => {
    await start();
    const limited = router({
      ...everything,
      labels: [],
      comment: false,
      maxReadyPerOwner: 1,
    });
    const low = await finished({ tier: '3' });
    const high = await finished({ tier: '1' });
    const none = await finished({ tier: null });
    const drafts = async () =>
      await Promise.all(
        [low, high, none].map(async ({ number }) => (await look(number)).draft),
      );
    const rounds = async () => {
      for (let round = 0; round < 12; round++) {
        await hasten();
        await Promise.all([limited.run(), limited.run()]);
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    };
    await rounds();
    expect((await drafts()).filter(draft => !draft)).toHaveLength(1);
    expect(await drafts()).toEqual([true, false, true]);
    expect(await routeOf(low.task)).toMatchObject({ waits_for: 'capacity' });
    await scene.simulator.clock.advance(1_000);
    await scene.simulator.control.mergePull('acme', 'shop', high.number, {
      force: true,
    });
    await hasten();
    await scene.until(high.task.id, { phase: 'done' });
    await rounds();
    expect(await drafts()).toEqual([false, false, true]);
  });
});
