import { GitHubSimulator } from './GitHubSimulator';
import { Contract } from './__testUtils__/Contract';
import { startSimulator, TOKENS } from './__testUtils__/startSimulator';

const SHOP = { owner: 'acme', repo: 'shop' };
const HOUR_MS = 3_600_000;

jest.setTimeout(60_000);

describe('agent tasks', () => {
  let simulator: GitHubSimulator;
  let contract: Contract;
  let octokit: Awaited<ReturnType<typeof startSimulator>>['octokit'];

  beforeEach(async () => {
    ({ simulator, contract, octokit } = await startSimulator({
      agent: { queuedMs: 20_000, workMs: 240_000, jitter: 0 },
    }));
  });
  afterEach(async () => {
    await simulator.stop();
    contract.assertKept();
  });

  const launch = (body: Record<string, unknown> = {}, token?: string) =>
    octokit(token).request('POST /agents/repos/{owner}/{repo}/tasks', {
      ...SHOP,
      prompt: 'Write the first tests.\n- cover the cart\nmarker: abc',
      create_pull_request: true,
      ...body,
    });
  const read = async (id: string) =>
    (await octokit().request('GET /agents/tasks/{task_id}', { task_id: id }))
      .data;

  it('takes a task from the queue to a pull request, with real commits', async () => {
    const { data: created, status } = await launch({ model: 'model-x' });
    expect(status).toBe(201);
    expect(created).toMatchObject({
      state: 'queued',
      session_count: 0,
      artifacts: [],
    });

    await simulator.clock.advance(20_000);
    const started = await read(created.id);
    expect(started).toMatchObject({
      state: 'in_progress',
      name: 'Write the first tests',
      session_count: 1,
      sessions: [
        {
          state: 'in_progress',
          model: 'model-x',
          base_ref: 'main',
          head_ref: 'copilot/write-the-first-tests',
          prompt: expect.stringContaining('marker: abc'),
        },
      ],
    });
    const pulls = async () =>
      (
        await octokit().rest.pulls.list({
          ...SHOP,
          state: 'all',
          head: 'acme:copilot/write-the-first-tests',
        })
      ).data;
    expect(await pulls()).toMatchObject([
      { title: '[WIP] Write the first tests', draft: true, state: 'open' },
    ]);

    await simulator.clock.advance(240_000);
    const done = await read(created.id);
    expect(done.state).toBe('completed');
    const usage = done.sessions?.[0].usage;
    expect(usage?.type).toBe('ai_credits');
    expect(Number.isInteger(usage?.amount)).toBe(true);
    const [pull] = await pulls();
    expect(pull).toMatchObject({
      title: 'Write the first tests',
      draft: true,
      user: { id: 198982749 },
      requested_reviewers: [{ login: 'bot' }],
      body: expect.stringContaining('> - cover the cart'),
    });
    expect(done.artifacts).toContainEqual({
      provider: 'github',
      type: 'pull',
      data: { id: pull.id, global_id: pull.node_id },
    });
    const { data: commits } = await octokit().rest.pulls.listCommits({
      ...SHOP,
      pull_number: pull.number,
    });
    expect(commits.map(({ commit }) => commit.message.split('\n')[0])).toEqual([
      'Initial plan',
      'Write the first tests',
    ]);
    expect(commits[1].commit.message).toContain('Agent-Logs-Url: ');
    expect(commits[1].commit.message).toContain('Co-authored-by: bot');
    const { data: files } = await octokit().rest.pulls.listFiles({
      ...SHOP,
      pull_number: pull.number,
    });
    expect(files.map(({ filename }) => filename).sort()).toEqual([
      'README.md',
      'docs/changes/write-the-first-tests.md',
    ]);
  });

  it.each([
    ['fail', 'failed', 'No permission', 'No permission'],
    ['time_out', 'timed_out', undefined, 'The session timed out.'],
    ['cancel', 'cancelled', undefined, undefined],
    ['wait_for_user', 'waiting_for_user', undefined, undefined],
    ['idle', 'idle', undefined, undefined],
    ['hold', 'in_progress', undefined, undefined],
    ['no_change', 'completed', undefined, undefined],
  ] as const)(
    'by rule %s ends as %s',
    async (outcome, state, message, error) => {
      await simulator.control.addAgentRule({
        match: { repository: 'ACME/shop' },
        times: 1,
        outcome,
        message,
      });
      const { data } = await launch();
      await simulator.clock.advance(HOUR_MS / 2);
      const task = await read(data.id);
      expect(task.state).toBe(state);
      expect(task.sessions?.[0].error?.message).toBe(error);
      expect(task.artifacts).toHaveLength(outcome === 'no_change' ? 0 : 2);
      const { data: second } = await launch({ prompt: 'Second task' });
      await simulator.clock.advance(HOUR_MS / 2);
      expect((await read(second.id)).state).toBe('completed');
    },
  );

  it('goes on when a person answers, and again when a session joins', async () => {
    const { data } = await launch();
    await simulator.clock.advance(30_000);
    await simulator.control.waitForUser(data.id);
    expect((await read(data.id)).state).toBe('waiting_for_user');
    await simulator.control.answer(data.id);
    await simulator.clock.advance(HOUR_MS);
    expect((await read(data.id)).state).toBe('completed');
    await expect(simulator.control.cancel(data.id)).rejects.toThrow(
      'is completed already',
    );
    await simulator.control.resume(data.id, 'Also cover the checkout');
    expect(await read(data.id)).toMatchObject({
      state: 'in_progress',
      session_count: 2,
    });
    await simulator.clock.advance(HOUR_MS);
    expect((await read(data.id)).state).toBe('completed');
  });

  it('says in the session why it could not work', async () => {
    const { data } = await launch({ custom_agent: 'nobody' });
    await simulator.clock.advance(30_000);
    expect(await read(data.id)).toMatchObject({
      state: 'failed',
      custom_agent: { id: 'nobody' },
      sessions: [{ error: { message: 'Custom agent nobody was not found.' } }],
    });
  });

  it('pages, filters and sorts lists', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      const token = index === 4 ? TOKENS.ada : TOKENS.bot;
      const { data } = await launch({ prompt: `Task ${index}` }, token);
      ids.push(data.id);
      await simulator.clock.advance(1_000);
    }
    await simulator.control.fail(ids[0], 'Broken');
    await simulator.control.archive(ids[1]);
    const mine = (query: Record<string, unknown> = {}) =>
      octokit().request('GET /agents/tasks', query);
    const names = async (query: Record<string, unknown>) =>
      (await mine(query)).data.tasks.map(({ id }) => ids.indexOf(id));

    expect(await names({ sort: 'created_at' })).toEqual([3, 2, 0]);
    expect(await names({ sort: 'created_at', direction: 'asc' })).toEqual([
      0, 2, 3,
    ]);
    expect(await names({})).toEqual([0, 3, 2]);
    expect(await names({ state: 'failed,cancelled' })).toEqual([0]);
    expect(await names({ is_archived: true })).toEqual([1]);
    const since = new Date(simulator.clock.now()).toISOString();
    expect(await names({ since })).toEqual([0]);
    const first = await mine({ per_page: 2 });
    expect(first.data).toMatchObject({
      total_active_count: 3,
      total_archived_count: 1,
    });
    expect(first.headers.link).toBe(
      `<${simulator.apiBaseUrl}/agents/tasks?per_page=2&page=2>; rel="next", ` +
        `<${simulator.apiBaseUrl}/agents/tasks?per_page=2&page=2>; rel="last"`,
    );
    const all = await octokit().paginate('GET /agents/tasks', { per_page: 2 });
    expect(
      JSON.stringify(all).match(/"task_id"|"session_count"/g),
    ).toHaveLength(3);

    const { data: user } = await octokit(
      TOKENS.ada,
    ).rest.users.getAuthenticated();
    const ofRepo = await octokit().request(
      'GET /agents/repos/{owner}/{repo}/tasks',
      { ...SHOP, creator_id: [Number(user.id)] },
    );
    expect(ofRepo.data.tasks.map(({ id }) => id)).toEqual([ids[4]]);
  });

  it('answers 304 to a known ETag and does not charge for it', async () => {
    await launch();
    const first = await octokit().request('GET /agents/tasks');
    const used = Number(first.headers['x-ratelimit-used']);
    const again = octokit().request('GET /agents/tasks', {
      headers: { 'if-none-match': first.headers.etag },
    });
    await expect(again).rejects.toMatchObject({ status: 304 });
    const { data } = await octokit().rest.rateLimit.get();
    expect(data.rate.used).toBe(used);
    await simulator.clock.advance(20_000);
    const changed = await octokit().request('GET /agents/tasks', {
      headers: { 'if-none-match': first.headers.etag },
    });
    expect(changed.status).toBe(200);
  });

  it.each([
    ['no prompt', { prompt: undefined }, TOKENS.bot, 422],
    ['a blank prompt', { prompt: '  ' }, TOKENS.bot, 422],
    ['a prompt that is no text', { prompt: 7 }, TOKENS.bot, 422],
    ['an unknown base', { base_ref: 'nowhere' }, TOKENS.bot, 422],
    ['an expired token', {}, TOKENS.expired, 401],
    ['an unknown token', {}, 'ghp_unknown', 401],
    ['an installation token', {}, TOKENS.app, 403],
    ['no seat', {}, TOKENS.dora, 403],
    ['a token for another repository', {}, TOKENS.narrow, 404],
    ['a token that may only read', {}, TOKENS.readOnly, 403],
    ['an unknown repository', { repo: 'nothing' }, TOKENS.bot, 404],
    ['an empty repository', { repo: 'empty' }, TOKENS.bot, 422],
  ])('refuses %s', async (_name, body, token, status) => {
    const answer = launch(body, token);
    await expect(answer).rejects.toMatchObject({ status });
    const error = await answer.catch(reason => reason);
    expect(error.response.data).toMatchObject({
      message: expect.any(String),
      documentation_url: expect.any(String),
    });
    expect(simulator.tasks.size).toBe(0);
  });

  it('tells what a refusal is about, as GitHub does', async () => {
    const refusal = (token: string) =>
      launch({}, token).catch(({ response }) => response);
    expect((await refusal(TOKENS.dora)).data.code).toBe(
      'copilot_plan_required',
    );
    expect((await refusal(TOKENS.app)).data.message).toBe(
      'Resource not accessible by integration',
    );
    expect(
      (await refusal(TOKENS.expired)).headers[
        'github-authentication-token-expiration'
      ],
    ).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
    expect(
      (await refusal(TOKENS.readOnly)).headers['x-accepted-github-permissions'],
    ).toBe('agent_tasks=write');
  });

  it('works through a thousand tasks on a clock that is moved', async () => {
    await simulator.stop();
    ({ simulator, contract, octokit } = await startSimulator({
      agent: { rules: [{ outcome: 'no_change' }] },
      limits: {
        contentPerMinute: 10_000,
        contentPerHour: 10_000,
        pointsPerMinute: 100_000,
        concurrent: 1_000,
      },
    }));
    const client = octokit();
    await Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        client.request('POST /agents/repos/{owner}/{repo}/tasks', {
          ...SHOP,
          prompt: `Task ${index}`,
        }),
      ),
    );
    await simulator.clock.advance(HOUR_MS);
    const { data } = await client.request('GET /agents/tasks', {
      state: 'completed',
      per_page: 100,
    });
    expect(data.tasks).toHaveLength(100);
    expect(data.total_active_count).toBe(1_000);
  });
});
