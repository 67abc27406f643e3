import { GitHubSimulator } from '../GitHubSimulator';
import { startSimulator, TOKENS } from '../__testUtils__/startSimulator';
import { rollup } from './rollup';

const PULL = `
  query ($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on PullRequest {
        databaseId number title url state isDraft merged mergeable updatedAt
        headRefName baseRefName additions deletions changedFiles
        reviewDecision
        author { login ... on Bot { databaseId } }
        mergeCommit { oid }
        reviewRequests(first: 10) {
          nodes { requestedReviewer { ... on User { login } ... on Team { slug } } }
        }
        latestReviews(first: 10) { nodes { state author { login } } }
        commits(last: 1) {
          nodes { commit { oid statusCheckRollup { state contexts(first: 5) {
            nodes { ... on CheckRun { name conclusion } }
          } } } }
        }
      }
    }
    rateLimit { remaining }
  }`;

jest.setTimeout(60_000);

describe('GraphQL', () => {
  let simulator: GitHubSimulator;
  let octokit: Awaited<ReturnType<typeof startSimulator>>['octokit'];

  beforeAll(async () => {
    ({ simulator, octokit } = await startSimulator({
      agent: { jitter: 0, workflowMs: 60_000 },
    }));
  });
  afterAll(() => simulator.stop());

  const ask = async (
    query: string,
    variables?: Record<string, unknown>,
    token: string = TOKENS.bot,
  ) => {
    const response = await fetch(simulator.graphqlUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, body: await response.json() };
  };

  it('follows a pull request from draft to merge', async () => {
    const shop = { owner: 'acme', repo: 'shop' };
    await octokit(TOKENS.ada).rest.repos.updateBranchProtection({
      ...shop,
      branch: 'main',
      enforce_admins: true,
      required_status_checks: null,
      restrictions: null,
      required_pull_request_reviews: { required_approving_review_count: 1 },
    });
    const { data } = await octokit().request(
      'POST /agents/repos/{owner}/{repo}/tasks',
      { ...shop, prompt: 'Do it', create_pull_request: true },
    );
    await simulator.clock.advance(600_000);
    const task = await simulator.control.getTask(data.id);
    const number = task.pullNumber ?? 0;
    const { nodeId } = await simulator.control.getPull('acme', 'shop', number);
    const read = async () =>
      (await ask(PULL, { ids: [nodeId] })).body.data.nodes[0];

    expect(await read()).toMatchObject({
      number,
      title: 'Do it',
      state: 'OPEN',
      isDraft: true,
      mergeable: 'MERGEABLE',
      changedFiles: 2,
      reviewDecision: 'REVIEW_REQUIRED',
      author: { login: 'copilot-swe-agent', databaseId: 198982749 },
      reviewRequests: { nodes: [{ requestedReviewer: { login: 'bot' } }] },
      commits: {
        nodes: [
          {
            commit: {
              statusCheckRollup: {
                state: 'PENDING',
                contexts: {
                  nodes: [{ name: 'CI', conclusion: 'ACTION_REQUIRED' }],
                },
              },
            },
          },
        ],
      },
    });

    const ready = `mutation ($id: ID!) {
      markPullRequestReadyForReview(input: { pullRequestId: $id }) {
        pullRequest { isDraft }
      }
    }`;
    const refused = await ask(ready, { id: nodeId }, TOKENS.readOnly);
    expect(refused.body.errors[0].type).toBe('FORBIDDEN');
    const done = await ask(ready, { id: nodeId }, TOKENS.ada);
    expect(done.body.data.markPullRequestReadyForReview.pullRequest).toEqual({
      isDraft: false,
    });

    // Whoever started the agent does not count as its reviewer.
    await simulator.control.approvePull('acme', 'shop', number, 'bot');
    expect((await read()).reviewDecision).toBe('REVIEW_REQUIRED');
    await expect(
      octokit(TOKENS.ada).rest.pulls.merge({ ...shop, pull_number: number }),
    ).rejects.toMatchObject({ status: 405 });
    await simulator.control.approvePull('acme', 'shop', number, 'ada');
    await simulator.control.approveWorkflows('acme', 'shop', task.branch ?? '');
    await simulator.clock.advance(120_000);
    expect(await read()).toMatchObject({
      reviewDecision: 'APPROVED',
      latestReviews: {
        nodes: [
          { state: 'APPROVED', author: { login: 'bot' } },
          { state: 'APPROVED', author: { login: 'ada' } },
        ],
      },
      commits: {
        nodes: [{ commit: { statusCheckRollup: { state: 'SUCCESS' } } }],
      },
    });
    await octokit(TOKENS.ada).rest.pulls.merge({
      ...shop,
      pull_number: number,
    });
    expect(await read()).toMatchObject({
      state: 'MERGED',
      merged: true,
      mergeCommit: { oid: expect.stringMatching(/^[0-9a-f]{40}$/) },
    });

    const revert = `mutation ($id: ID!) {
      revertPullRequest(input: { pullRequestId: $id }) {
        revertPullRequest { title state headRefName }
      }
    }`;
    const { body } = await ask(revert, { id: nodeId }, TOKENS.ada);
    expect(body.data.revertPullRequest.revertPullRequest).toEqual({
      title: expect.stringMatching(/^Revert "/),
      state: 'OPEN',
      headRefName: expect.stringMatching(new RegExp(`^revert-${number}-`)),
    });
    const filesOf = async (pull_number: number) =>
      (await octokit(TOKENS.ada).rest.pulls.listFiles({ ...shop, pull_number }))
        .data;
    const written = await filesOf(number);
    expect(written).not.toEqual([]);
    expect(await filesOf(number + 1)).toMatchObject(
      written.map(({ filename, additions, deletions }) => ({
        filename,
        additions: deletions,
        deletions: additions,
      })),
    );
    expect((await ask(revert, { id: nodeId }, TOKENS.ada)).body.errors).toEqual(
      [
        expect.objectContaining({
          type: 'UNPROCESSABLE',
          message: 'Pull request has already been reverted',
        }),
      ],
    );
  });

  it('fails where GitHub fails', async () => {
    const first = async (query: string, variables?: Record<string, unknown>) =>
      (await ask(query, variables)).body.errors[0];
    expect(await first('{ viewer { login shoeSize } }')).toMatchObject({
      message: "Field 'shoeSize' doesn't exist on type 'User'",
      extensions: {
        code: 'undefinedField',
        typeName: 'User',
        fieldName: 'shoeSize',
      },
      locations: [{ line: 1, column: 18 }],
    });
    expect(await first('{ viewer {')).toMatchObject({
      message: expect.stringContaining('Syntax Error'),
    });
    expect(await first('query ($n: Int!) { viewer { login } }')).toMatchObject({
      message: expect.stringContaining('never used'),
    });
    expect(await first('{ node(id: "PR_nothing") { id } }')).toMatchObject({
      type: 'NOT_FOUND',
      path: ['node'],
      message: "Could not resolve to a node with the global id of 'PR_nothing'",
    });
    expect(
      await first('{ repository(owner: "acme", name: "x") { id } }'),
    ).toMatchObject({ type: 'NOT_FOUND' });
    const paging = (args: string) =>
      first(
        `{ repository(owner: "acme", name: "shop") { pullRequests${args} { totalCount } } }`,
      );
    expect(await paging('')).toMatchObject({
      type: 'MISSING_PAGINATION_BOUNDARIES',
    });
    expect(await paging('(first: 101)')).toMatchObject({
      type: 'EXCESSIVE_PAGINATION',
    });
    expect(
      await first('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids: Array.from({ length: 101 }, () => 'x'),
      }),
    ).toMatchObject({ type: 'ARGUMENT_LIMIT' });
  });

  it('keeps the good nodes beside a wrong id', async () => {
    const { body } = await ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }',
      { ids: [simulator.world.copilot.nodeId, 'wrong'] },
    );
    expect(body.data.nodes).toEqual([{ __typename: 'Bot' }, null]);
    expect(body.errors).toMatchObject([{ path: ['nodes', 1] }]);
  });

  it('says what it does not serve', async () => {
    const { body } = await ask('{ viewer { sponsorsListing { id } } }');
    expect(body.errors).toMatchObject([
      {
        type: 'NOT_SIMULATED',
        message: 'The simulator does not serve the object User.sponsorsListing',
      },
    ]);
  });

  it('lists the agent among the actors of a repository', async () => {
    const query = `{ repository(owner: "acme", name: "shop") {
      suggestedActors(capabilities: [CAN_BE_ASSIGNED], first: 10) {
        nodes { login }
      }
    } }`;
    const logins = async () =>
      (await ask(query)).body.data.repository.suggestedActors.nodes.map(
        ({ login }: { login: string }) => login,
      );
    expect(await logins()).toContain('copilot-swe-agent');
    await simulator.control.setAgentsEnabled('acme', 'shop', false);
    expect(await logins()).not.toContain('copilot-swe-agent');
  });

  it('commits without git', async () => {
    const { data } = await octokit().rest.git.getRef({
      owner: 'acme',
      repo: 'shop',
      ref: 'heads/main',
    });
    const commit = (expectedHeadOid: string) =>
      ask(
        `mutation ($input: CreateCommitOnBranchInput!) {
          createCommitOnBranch(input: $input) { commit { oid messageHeadline } }
        }`,
        {
          input: {
            branch: {
              repositoryNameWithOwner: 'acme/shop',
              branchName: 'main',
            },
            message: { headline: 'By API' },
            expectedHeadOid,
            fileChanges: {
              additions: [
                {
                  path: 'a.txt',
                  contents: Buffer.from('a').toString('base64'),
                },
              ],
            },
          },
        },
      );
    const { body } = await commit(data.object.sha);
    expect(body.data.createCommitOnBranch.commit.messageHeadline).toBe(
      'By API',
    );
    const stale = await commit(data.object.sha);
    expect(stale.body.errors[0].type).toBe('STALE_DATA');
  });

  it('wants to know who asks', async () => {
    const response = await fetch(simulator.graphqlUrl, {
      method: 'POST',
      body: JSON.stringify({ query: '{ viewer { login } }' }),
    });
    expect(response.status).toBe(401);
  });

  it.each([
    [[], [], undefined],
    [[], ['success'], 'SUCCESS'],
    [[['completed', 'success']], ['success'], 'SUCCESS'],
    [[['queued', undefined]], ['success'], 'PENDING'],
    [[['completed', 'action_required']], [], 'PENDING'],
    [[['completed', 'failure']], ['pending'], 'FAILURE'],
    [[], ['error'], 'ERROR'],
  ] as const)('rolls %j and %j up to %s', (runs, states, expected) => {
    expect(
      rollup(
        runs.map(([status, conclusion]) => ({ status, conclusion })),
        states.map((state, index) => ({ context: String(index), state })),
      ),
    ).toBe(expected);
  });
});
