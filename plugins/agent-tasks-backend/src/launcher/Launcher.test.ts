import type {
  FaultEffect,
  GitHubSimulator,
} from '@agent-tasks/github-simulator';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  allowed,
  blobSha,
  createDatabase,
  gitHubIdentities,
  insertTask,
  LaunchHarness,
  startGitHub,
} from '../__testUtils__';
import type { TaskRow } from '../database/rows';
import { createGitHubCheck } from '../policy/checks/gitHubCheck';
import type { LaunchGuard } from './LaunchGuard';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const POST = { method: 'POST', path: '/tasks$' };
const GET = { method: 'GET', path: '/tasks' };

describe('Launcher', () => {
  let knex: Knex;
  let github: GitHubSimulator;

  beforeEach(async () => {
    knex = await createDatabase(databases);
    github = await startGitHub();
  });

  afterEach(async () => {
    await github.stop();
  });

  const harnessOf = (options: { afterWindow?: 'hold' | 'relaunch' } = {}) =>
    LaunchHarness.create({
      knex,
      identities: gitHubIdentities(github.apiBaseUrl, 'a'),
      ...options,
    });

  const attemptsOf = (task: TaskRow) =>
    knex('agent_task_attempts').where('task_id', task.id).orderBy('number');

  const timelineOf = async (task: TaskRow) =>
    (await knex('task_timeline').where('task_id', task.id).orderBy('id')).map(
      row => row.kind,
    );

  const settled = (task: TaskRow) =>
    task.launch_state === 'launched' ||
    task.launch_state === 'launch_failed' ||
    task.held;

  async function expectOneGitHubTask(task: TaskRow) {
    const tasks = await github.control.listTasks();
    expect(tasks.map(({ id }) => id)).toEqual([task.github_task_id]);
    expect(task).toMatchObject({
      launch_state: 'launched',
      phase: 'running',
      admitted_at: null,
      lease_id: null,
      failure_class: null,
    });
    const attempts = await attemptsOf(task);
    const last = attempts[attempts.length - 1];
    expect(last).toMatchObject({
      number: task.attempt_number,
      outcome: 'accepted',
      github_task_id: task.github_task_id,
      failure_class: null,
    });
    expect(tasks[0].prompt).toBe(
      `Upgrade the build.\n\nagent-tasks-launch: ${last.marker}`,
    );
    expect(
      await knex('launch_ledger').whereNull('sent_at').select('task_id'),
    ).toEqual([]);
  }

  it('goes on with the pull request of an earlier attempt, with another model', async () => {
    const harness = await harnessOf();
    const { id } = await insertTask(knex, {
      model: 'gpt-5.4',
      attempt_number: 1,
      attempt_plan: {
        mode: 'fix-checks',
        headRef: 'copilot/upgrade',
        model: 'other',
      },
    });
    const pull = { task_id: id, attempt_number: 1, number: 7 };
    await knex('pull_requests').insert([
      { ...pull, database_id: '1', state: 'open', head_ref: 'copilot/upgrade' },
      { ...pull, database_id: '2', state: 'open', head_ref: 'copilot/x' },
    ]);
    const task = await harness.until(id, settled);
    const [post] = github.requests.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/tasks'),
    );
    const { prompt, ...sent } = JSON.parse(post.body ?? '');
    expect(sent).toEqual({
      model: 'other',
      head_ref: 'copilot/upgrade',
      create_pull_request: false,
    });
    expect(prompt).toMatch(
      /^The checks of the pull request .+\n\nThe task was:\n\nUpgrade the build\.\n\nagent-tasks-launch: /s,
    );
    expect(
      await knex('pull_requests')
        .orderBy('database_id')
        .select('attempt_number'),
    ).toEqual([{ attempt_number: 2 }, { attempt_number: 1 }]);
    const attempts = await attemptsOf(task);
    expect(attempts.at(-1)).toMatchObject({
      number: 2,
      plan: { mode: 'fix-checks', model: 'other' },
    });
  });

  it('launches a task once, with everything that was asked for', async () => {
    const harness = await harnessOf();
    const { id } = await insertTask(knex, {
      model: 'gpt-5.4',
      custom_agent: 'upgrader',
      base_ref: 'main',
      create_pull_request: false,
    });
    const task = await harness.until(id, settled);
    await expectOneGitHubTask(task);
    expect(task.github_task_url).toMatch(/^http/);
    expect(task).toMatchObject({
      agent_state: 'queued',
      next_look_at: expect.any(Date),
    });
    const posts = github.requests.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/tasks'),
    );
    expect(posts.map(({ body }) => JSON.parse(body ?? ''))).toEqual([
      {
        prompt: expect.stringContaining('Upgrade the build.'),
        model: 'gpt-5.4',
        custom_agent: 'upgrader',
        base_ref: 'main',
        create_pull_request: false,
      },
    ]);
    expect(await timelineOf(task)).toEqual(['launching', 'launched']);
    expect(
      await knex('audit_events')
        .orderBy('id')
        .select('action', 'result', 'on_behalf_of', 'before', 'after'),
    ).toEqual([
      {
        action: 'task.launch',
        result: 'allowed',
        on_behalf_of: 'user:default/ada',
        before: { launchState: 'queued', phase: 'queued', attempt: 0 },
        after: { launchState: 'launching', phase: 'launching', attempt: 1 },
      },
      {
        action: 'task.launched',
        result: 'allowed',
        on_behalf_of: 'user:default/ada',
        before: { launchState: 'launching', phase: 'launching', attempt: 1 },
        after: {
          launchState: 'launched',
          agentState: 'queued',
          phase: 'running',
          attempt: 1,
        },
      },
    ]);
    expect(await knex('identity_states').first()).toMatchObject({
      rate_limit: 5000,
      failures_in_row: 0,
    });
  });

  describe('the file of a custom agent', () => {
    const AGENT = '.github/agents/upgrader.agent.md';
    const file = (words: string) => ({
      repository: 'acme/web',
      path: AGENT,
      sha: blobSha(words),
    });
    const found = { custom_agent_file: file('Upgrade with care.\n') };
    const unknown = { custom_agent_file: null };
    const looks = () =>
      github.requests.filter(({ path }) => path.endsWith('/graphql')).length;

    async function begin(
      request: Partial<TaskRow>,
      guard?: (harness: LaunchHarness) => LaunchGuard,
    ) {
      let judge: LaunchGuard = async () => allowed;
      const harness = await LaunchHarness.create({
        knex,
        identities: gitHubIdentities(github.apiBaseUrl, 'a'),
        guard: task => judge(task),
      });
      judge = guard?.(harness) ?? judge;
      const { id } = await insertTask(knex, request);
      await harness.admission.run();
      harness.jobs.splice(0);
      const intent = await harness.launcher.begin(id);
      return { harness, intent: intent! };
    }

    it('is committed before anything is sent, on the trail too', async () => {
      const { harness, intent } = await begin({ custom_agent: 'upgrader' });
      expect(github.requests.map(({ path }) => path)).toEqual([
        expect.stringMatching(/graphql$/),
      ]);
      expect(await attemptsOf(intent.task)).toMatchObject([
        { outcome: 'pending', ...found },
      ]);
      const { details } = (await knex('audit_events').first())!;
      expect(details.customAgentFile).toEqual(found.custom_agent_file);
      await harness.launcher.settle(
        intent,
        await harness.launcher.send(intent),
      );
      expect(await attemptsOf(intent.task)).toMatchObject([
        { outcome: 'accepted', ...found },
      ]);
    });

    it.each<[string, string, FaultEffect | undefined]>([
      ['it is nowhere', 'stranger', undefined],
      ['GitHub does not say', 'upgrader', { type: 'outage' }],
      ['GitHub answers nonsense', 'upgrader', { type: 'garbage' }],
    ])(
      'is unknown where %s, and the launch goes on',
      async (_name, customAgent, effect) => {
        if (effect) {
          github.faults.inject({ match: { path: 'graphql' }, effect });
        }
        const { harness, intent } = await begin({ custom_agent: customAgent });
        expect(await attemptsOf(intent.task)).toMatchObject([unknown]);
        expect(await knex('audit_events').first()).toMatchObject({
          details: { customAgentFile: null },
        });
        await harness.launcher.settle(
          intent,
          await harness.launcher.send(intent),
        );
        await expectOneGitHubTask(
          (await knex('agent_tasks').where('id', intent.task.id).first())!,
        );
      },
    );

    it('costs no request without a custom agent', async () => {
      const { intent } = await begin({});
      expect(github.requests).toEqual([]);
      expect(await attemptsOf(intent.task)).toMatchObject([unknown]);
      const { details } = (await knex('audit_events').first())!;
      expect(details).not.toHaveProperty('customAgentFile');
    });

    it('costs no second request where a check has just seen it', async () => {
      const { intent } = await begin(
        { custom_agent: 'upgrader' },
        ({ preflight }) =>
          async task => {
            await createGitHubCheck({ preflight }).evaluate({
              repository: {
                host: task.host,
                owner: task.repository_owner,
                name: task.repository_name,
              },
              customAgent: 'upgrader',
              identities: ['a'],
              parameters: {},
              promptProblems: [],
              requestedBy: task.requested_by,
              stage: 'launch',
            });
            return allowed;
          },
      );
      expect(looks()).toBe(1);
      expect(await attemptsOf(intent.task)).toMatchObject([found]);
    });

    it('is the one of the time when the attempt is sent again', async () => {
      const { harness, intent } = await begin({ custom_agent: 'upgrader' });
      github.faults.inject({
        match: POST,
        times: 1,
        effect: {
          type: 'rate-limit',
          kind: 'secondary',
          retryAfterSeconds: 1,
        },
      });
      await harness.launcher.settle(
        intent,
        await harness.launcher.send(intent),
      );
      const url = `${github.apiBaseUrl}/repos/acme/web/contents/${AGENT}`;
      const changed = await fetch(url, {
        method: 'PUT',
        headers: { authorization: 'Bearer github_pat_a' },
        body: JSON.stringify({
          message: 'Be bold',
          content: Buffer.from('Upgrade boldly.').toString('base64'),
          sha: found.custom_agent_file.sha,
        }),
      });
      expect(changed.status).toBe(200);
      const task = await harness.until(intent.task.id, settled);
      expect(await attemptsOf(task)).toMatchObject([
        {
          number: 1,
          outcome: 'accepted',
          custom_agent_file: file('Upgrade boldly.'),
        },
      ]);
    });
  });

  const lost: [string, FaultEffect][] = [
    ['a reset after the commit', { type: 'reset', when: 'after' }],
    ['a 502 after the commit', { type: 'status', status: 502, when: 'after' }],
    ['a 201 that is cut off', { type: 'garbage', when: 'after' }],
    ['no answer in time', { type: 'hang', when: 'after' }],
  ];

  it.each(lost)('adopts the task after %s', async (_name, effect) => {
    const harness = await harnessOf();
    github.faults.inject({ match: POST, times: 1, effect });
    const { id } = await insertTask(knex);
    const task = await harness.until(id, settled);
    await expectOneGitHubTask(task);
    expect(task.attempt_number).toBe(1);
    expect(await timelineOf(task)).toEqual([
      'launching',
      'launch-unknown',
      'launched',
    ]);
  });

  const unsent: [string, FaultEffect][] = [
    ['a reset before the commit', { type: 'reset', when: 'before' }],
    ['a 502 before the commit', { type: 'status', status: 502 }],
    ['an outage', { type: 'outage' }],
    ['no answer in time', { type: 'hang' }],
  ];

  it.each(unsent)(
    'holds the task for a person after %s, or starts it again where configured',
    async (_name, effect) => {
      const harness = await harnessOf();
      github.faults.inject({ match: POST, times: 1, effect });
      const first = await insertTask(knex);
      const held = await harness.until(first.id, settled);
      expect(held).toMatchObject({
        launch_state: 'launch_unknown',
        phase: 'needs-attention',
        failure_class: 'outcome-unknown',
      });
      expect(await github.control.listTasks()).toEqual([]);

      const relaunching = await harnessOf({ afterWindow: 'relaunch' });
      github.faults.inject({ match: POST, times: 1, effect });
      const second = await insertTask(knex);
      const task = await relaunching.until(second.id, settled);
      await expectOneGitHubTask(task);
      expect(task.attempt_number).toBe(2);
      expect(await attemptsOf(task)).toMatchObject([
        { outcome: 'unknown' },
        { outcome: 'accepted' },
      ]);
    },
  );

  it('never takes an outage or a lagging list for an absent task', async () => {
    const harness = await harnessOf({ afterWindow: 'relaunch' });
    github.faults.inject({
      match: POST,
      times: 1,
      effect: { type: 'reset', when: 'after' },
    });
    github.faults.inject({
      id: 'down',
      match: GET,
      effect: { type: 'outage' },
    });
    const { id } = await insertTask(knex);
    const intent = await harness.until(
      id,
      task => task.launch_state === 'launch_unknown',
    );
    const end = Date.now() + 2_500;
    await harness.until(id, () => Date.now() > end);
    expect(await github.control.listTasks()).toHaveLength(1);
    // longer than the window: what it does not list yet comes before its end
    github.faults.inject({
      id: 'down',
      match: GET,
      effect: { type: 'lag', ms: 1_000 },
    });
    const task = await harness.until(intent.id, settled);
    await expectOneGitHubTask(task);
  });

  it('holds a launch that GitHub carries twice', async () => {
    const harness = await harnessOf();
    github.faults.inject({
      match: POST,
      times: 1,
      effect: { type: 'reset', when: 'after' },
    });
    const { id } = await insertTask(knex);
    await harness.until(id, task => task.launch_state === 'launch_unknown');
    // somebody has sent the very same request again
    const [{ prompt }] = await github.control.listTasks();
    const answer = await fetch(
      `${github.apiBaseUrl}/agents/repos/acme/web/tasks`,
      {
        method: 'POST',
        headers: { authorization: 'Bearer github_pat_a' },
        body: JSON.stringify({ prompt }),
      },
    );
    expect(answer.status).toBe(201);
    await new Promise(resolve => setTimeout(resolve, 200));
    const task = await harness.until(id, settled);
    expect(task).toMatchObject({
      held: true,
      failure_message: 'GitHub has 2 tasks of this launch.',
    });
  });

  it('finds a task that was archived', async () => {
    const harness = await harnessOf();
    github.faults.inject({
      match: POST,
      times: 1,
      effect: { type: 'reset', when: 'after' },
    });
    const { id } = await insertTask(knex);
    await harness.until(id, task => task.launch_state === 'launch_unknown');
    const [{ id: githubId }] = await github.control.listTasks();
    await github.control.archive(githubId);
    const task = await harness.until(id, settled);
    expect(task.github_task_id).toBe(githubId);
    await expectOneGitHubTask(task);
  });

  it('looks through another identity where the token is rejected meanwhile', async () => {
    const harness = await LaunchHarness.create({
      knex,
      identities: gitHubIdentities(github.apiBaseUrl, 'a', 'b'),
    });
    await harness.probe.run(new AbortController().signal);
    await knex('identity_states')
      .where('identity_id', 'b')
      .update({ paused_until: new Date(Date.now() + 2_000) });
    github.faults.inject({
      match: POST,
      times: 1,
      effect: { type: 'reset', when: 'after' },
    });
    const { id } = await insertTask(knex);
    await harness.until(id, task => task.launch_state === 'launch_unknown');
    await github.control.revokeToken('github_pat_a');
    const task = await harness.until(id, settled);
    await expectOneGitHubTask(task);
    expect(task.identity_id).toBe('a');
    const reads = github.requests.filter(({ path }) => path.endsWith('/tasks'));
    expect(reads[reads.length - 1]).toMatchObject({
      user: 'bot-b',
      query: expect.stringMatching(/creator_id=\d+/),
    });
    expect(await knex('identity_states').orderBy('identity_id')).toMatchObject([
      { quarantined: true, login: 'bot-a' },
      { quarantined: false, login: 'bot-b' },
    ]);
  });

  it('leaves it to the tracker how a task ended before it was adopted', async () => {
    const harness = await harnessOf();
    github.faults.inject({
      match: POST,
      times: 1,
      effect: { type: 'reset', when: 'after' },
    });
    const { id } = await insertTask(knex);
    await harness.until(id, task => task.launch_state === 'launch_unknown');
    const [{ id: githubId }] = await github.control.listTasks();
    await github.control.fail(githubId);
    const task = await harness.until(id, settled);
    await expectOneGitHubTask(task);
    expect(task).toMatchObject({ agent_state: null, github_updated_at: null });
    expect(task.next_look_at!.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('moves a task to another identity when a token is rejected', async () => {
    const harness = await LaunchHarness.create({
      knex,
      identities: gitHubIdentities(github.apiBaseUrl, 'a', 'b'),
    });
    await github.control.revokeToken('github_pat_a');
    const { id } = await insertTask(knex);
    const task = await harness.until(id, settled);
    await expectOneGitHubTask(task);
    expect(task).toMatchObject({ identity_id: 'b', attempt_number: 1 });
    expect(await knex('identity_states').orderBy('identity_id')).toMatchObject([
      { quarantined: true },
      { quarantined: false },
    ]);
    expect(await timelineOf(task)).toEqual([
      'launching',
      'requeued',
      'launching',
      'launched',
    ]);
  });

  it('lets tasks wait for the only identity, and goes on with its new token', async () => {
    const harness = await harnessOf();
    await github.control.revokeToken('github_pat_a');
    const { id } = await insertTask(knex);
    await harness.until(id, task => task.failure_class === 'token-rejected');
    await harness.round();
    expect(await knex('agent_tasks').first()).toMatchObject({
      launch_state: 'queued',
      admitted_at: null,
    });
    expect(
      github.requests.filter(({ method }) => method === 'POST').length,
    ).toBe(1);
    await github.control.addToken({ token: 'github_pat_a', user: 'bot-a' });
    await harness.probe.run(new AbortController().signal);
    await expectOneGitHubTask(await harness.until(id, settled));
    expect(await knex('identity_states').first()).toMatchObject({
      login: 'bot-a',
      quarantined: false,
    });
  });

  it('waits as long as a limit says, without a further request', async () => {
    const harness = await harnessOf();
    github.faults.inject({
      match: POST,
      times: 1,
      effect: {
        type: 'rate-limit',
        kind: 'secondary',
        retryAfterSeconds: 1,
      },
    });
    const { id } = await insertTask(knex);
    const started = Date.now();
    const waiting = await harness.until(
      id,
      task => task.failure_class === 'rate-limited',
    );
    expect(waiting).toMatchObject({ launch_state: 'queued', phase: 'queued' });
    const task = await harness.until(id, settled);
    expect(Date.now() - started).toBeGreaterThan(2_000);
    await expectOneGitHubTask(task);
    expect(task.attempt_number).toBe(1);
    expect(
      github.requests.filter(({ method }) => method === 'POST').length,
    ).toBe(2);
    expect(await knex('identity_states').first()).toMatchObject({
      failures_in_row: 0,
    });
  });

  it.each<[string, Partial<TaskRow>, string, number]>([
    ['404', { repository_name: 'absent' }, 'not-found', 404],
    ['422', { base_ref: 'absent' }, 'bad-request', 422],
  ])('fails on %s', async (_name, request, failureClass, status) => {
    const harness = await harnessOf();
    const { id } = await insertTask(knex, request);
    const task = await harness.until(id, settled);
    expect(task).toMatchObject({
      launch_state: 'launch_failed',
      phase: 'failed',
      failure_class: failureClass,
    });
    expect(await attemptsOf(task)).toMatchObject([
      { outcome: 'not-accepted', http_status: status },
    ]);
    expect(await github.control.listTasks()).toEqual([]);
    expect(await timelineOf(task)).toEqual(['launching', 'launch-failed']);
  });

  it('fails without a licence', async () => {
    const harness = await harnessOf();
    await github.control.setCopilotSeat('bot-a', false);
    const { id } = await insertTask(knex);
    expect(await harness.until(id, settled)).toMatchObject({
      failure_class: 'licence-missing',
    });
  });

  it('keeps a task while GitHub cannot be reached', async () => {
    const harness = await harnessOf();
    const port = Number(new URL(github.url).port);
    await github.stop();
    const { id } = await insertTask(knex);
    const waiting = await harness.until(
      id,
      task => task.failure_class === 'not-sent',
    );
    expect(waiting).toMatchObject({ launch_state: 'queued', phase: 'queued' });
    expect(await knex('launch_ledger')).toEqual([]);
    github = await startGitHub({ port });
    const task = await harness.until(id, settled);
    await expectOneGitHubTask(task);
    expect(task.attempt_number).toBe(1);
  });

  it('T2: does not launch what policy does not allow any more', async () => {
    const harness = await LaunchHarness.create({
      knex,
      identities: gitHubIdentities(github.apiBaseUrl, 'a'),
      guard: async () => ({
        ...allowed,
        result: 'deny',
        reasons: [{ code: 'frozen', message: 'There is a freeze.' }],
      }),
    });
    const { id } = await insertTask(knex);
    const task = await harness.until(
      id,
      ({ launch_state }) => launch_state === 'rejected',
    );
    expect(task).toMatchObject({
      failure_class: 'policy',
      failure_message: 'There is a freeze.',
      decision: { result: 'deny' },
    });
    expect(github.requests).toEqual([]);
    expect(await knex('launch_ledger')).toEqual([]);
    expect(await knex('audit_events').select('action', 'result')).toEqual([
      { action: 'task.launch', result: 'refused' },
    ]);
  });

  it('puts off what policy lets start later, and says so', async () => {
    const notBefore = new Date(Date.now() + 3_600_000).toISOString();
    const frozen = {
      ...allowed,
      notes: [{ code: 'frozen', message: 'There is a freeze.' }],
      notBefore,
    };
    const guard = jest
      .fn()
      .mockResolvedValueOnce(frozen)
      .mockResolvedValue(allowed);
    const harness = await LaunchHarness.create({
      knex,
      identities: gitHubIdentities(github.apiBaseUrl, 'a'),
      guard,
    });
    const { id } = await insertTask(knex);
    await harness.round();
    await harness.round();
    expect(guard).toHaveBeenCalledTimes(1);
    expect(await knex('agent_tasks').first()).toMatchObject({
      launch_state: 'queued',
      phase: 'scheduled',
      admitted_at: null,
      identity_id: null,
      not_before: new Date(notBefore),
      due_at: new Date(notBefore),
      decision: { notBefore },
    });
    expect(await knex('launch_ledger')).toEqual([]);
    expect(await knex('task_timeline').select('kind', 'data')).toEqual([
      { kind: 'decided', data: { decision: frozen } },
    ]);
    expect(await knex('outbox')).toHaveLength(1);
    expect(github.requests).toEqual([]);
    await knex('agent_tasks').update({ due_at: new Date() });
    await harness.until(id, settled);
  });

  it('lets a task wait for people where policy asks for them by now', async () => {
    const harness = await LaunchHarness.create({
      knex,
      identities: gitHubIdentities(github.apiBaseUrl, 'a'),
      guard: async () => ({
        ...allowed,
        result: 'needs-approval',
        reasons: [{ code: 'tier', message: 'Tier 1 needs approval by web.' }],
        approvals: [{ code: 'tier', count: 1, by: ['group:default/web'] }],
      }),
    });
    const { id } = await insertTask(knex);
    const task = await harness.until(
      id,
      ({ launch_state }) => launch_state === 'awaiting_approval',
    );
    expect(task).toMatchObject({
      phase: 'awaiting-approval',
      admitted_at: null,
      identity_id: null,
      decision: { result: 'needs-approval' },
    });
    expect(await knex('approval_requests')).toMatchObject([
      {
        task_id: id,
        state: 'open',
        asked_by: task.requested_by,
        approvers: ['group:default/web'],
        prompt_digest: task.prompt_digest,
      },
    ]);
    expect(github.requests).toEqual([]);
    expect(await knex('launch_ledger')).toEqual([]);
    expect(await knex('audit_events').select('action', 'result')).toEqual([
      { action: 'task.ask-approval', result: 'allowed' },
    ]);
    // and stays there
    await harness.round();
    expect(await knex('approval_requests')).toHaveLength(1);
  });

  it('asks policy again where it could not be evaluated', async () => {
    const guard = jest
      .fn()
      .mockRejectedValueOnce(new Error('the catalog is away'))
      .mockResolvedValue(allowed);
    const harness = await LaunchHarness.create({
      knex,
      identities: gitHubIdentities(github.apiBaseUrl, 'a'),
      guard,
    });
    const { id } = await insertTask(knex);
    await harness.round();
    expect(await knex('agent_tasks').first()).toMatchObject({
      launch_state: 'queued',
      admitted_at: null,
    });
    await knex('agent_tasks').update({ due_at: new Date() });
    await expectOneGitHubTask(await harness.until(id, settled));
  });

  describe('where a process dies', () => {
    const expire = () =>
      knex('agent_tasks').update({
        lease_until: knex.raw(`clock_timestamp() - interval '1 second'`),
      });

    it('after the admission: the task is admitted again', async () => {
      const harness = await harnessOf();
      const { id } = await insertTask(knex);
      await harness.admission.run();
      harness.jobs.splice(0);
      await harness.round();
      expect(github.requests).toEqual([]);
      await expire();
      await expectOneGitHubTask(await harness.until(id, settled));
    });

    async function dieAfterIntent(afterWindow: 'hold' | 'relaunch') {
      const harness = await harnessOf({ afterWindow });
      const { id } = await insertTask(knex);
      await harness.admission.run();
      harness.jobs.splice(0);
      expect(await harness.launcher.begin(id)).toBeDefined();
      await harness.round();
      expect(await knex('agent_tasks').first()).toMatchObject({
        launch_state: 'launching',
      });
      return await harness.until(id, settled);
    }

    it('after the intent: the task is looked for, then held', async () => {
      const task = await dieAfterIntent('hold');
      expect(task.held).toBe(true);
      expect(await github.control.listTasks()).toEqual([]);
    });

    it('after the intent: the task is looked for, then relaunched', async () => {
      const task = await dieAfterIntent('relaunch');
      await expectOneGitHubTask(task);
      expect(task.attempt_number).toBe(2);
    });

    it('after the POST: the task is adopted', async () => {
      const harness = await harnessOf();
      const { id } = await insertTask(knex);
      await harness.admission.run();
      harness.jobs.splice(0);
      const intent = await harness.launcher.begin(id);
      await harness.launcher.send(intent!);
      const task = await harness.until(id, settled);
      await expectOneGitHubTask(task);
      expect(task.attempt_number).toBe(1);
    });

    it('while it looks: another one looks', async () => {
      const harness = await harnessOf();
      github.faults.inject({
        match: POST,
        times: 1,
        effect: { type: 'reset', when: 'after' },
      });
      const { id } = await insertTask(knex);
      await harness.until(id, task => task.launch_state === 'launch_unknown');
      await knex('agent_tasks').update({
        lease_id: '00000000-0000-4000-8000-000000000000',
        lease_until: knex.raw(`clock_timestamp() + interval '1 second'`),
      });
      await harness.round();
      expect(await knex('agent_tasks').first()).toMatchObject({
        launch_state: 'launch_unknown',
      });
      await expectOneGitHubTask(await harness.until(id, settled));
    });
  });

  describe('a worker that wakes up late', () => {
    it('sends nothing once its lease is too short', async () => {
      const harness = await harnessOf();
      const { id } = await insertTask(knex);
      await harness.admission.run();
      const intent = await harness.launcher.begin(id);
      await knex('agent_tasks').update({
        lease_until: knex.raw(
          `clock_timestamp() + interval '300 milliseconds'`,
        ),
      });
      const result = await harness.launcher.send(intent!);
      expect(result).toMatchObject({ outcome: { outcome: 'not-sent' } });
      expect(github.requests).toEqual([]);
      // and says so, while it still may
      await harness.launcher.settle(intent!, result);
      expect(await knex('agent_tasks').first()).toMatchObject({
        launch_state: 'queued',
      });
      expect(await knex('identity_states').first()).toMatchObject({
        failures_in_row: 0,
        paused_until: null,
      });
      await expectOneGitHubTask(await harness.until(id, settled));
    });

    it('writes nothing once its lease has ended', async () => {
      const harness = await harnessOf();
      const { id } = await insertTask(knex);
      await harness.admission.run();
      harness.jobs.splice(0);
      const intent = await harness.launcher.begin(id);
      const result = await harness.launcher.send(intent!);
      await new Promise(resolve => setTimeout(resolve, 1_600));
      const before = await knex('agent_tasks').first();
      await harness.launcher.settle(intent!, result);
      expect(await knex('agent_tasks').first()).toEqual(before);
      const task = await harness.until(id, settled);
      await expectOneGitHubTask(task);
      await harness.launcher.settle(intent!, result);
      expect(await knex('agent_tasks').first()).toEqual(task);
      expect(await timelineOf(task)).toEqual([
        'launching',
        'launch-unknown',
        'launched',
      ]);
    });
  });

  it('T10: launches once however often a job is delivered', async () => {
    const harness = await harnessOf();
    const { id } = await insertTask(knex);
    await harness.admission.run();
    await Promise.all(
      Array.from({ length: 5 }, () => harness.launcher.launch(id)),
    );
    await harness.launcher.launch(id);
    await expectOneGitHubTask(await harness.until(id, settled));
    expect(
      github.requests.filter(({ method }) => method === 'POST'),
    ).toHaveLength(1);
  });

  it('does not launch a task that is withdrawn meanwhile', async () => {
    const harness = await harnessOf();
    const { id } = await insertTask(knex);
    await harness.admission.run();
    await knex('agent_tasks').update({ launch_state: 'withdrawn' });
    await harness.launcher.launch(id);
    expect(github.requests).toEqual([]);
  });
});
