import { mockServices } from '@backstage/backend-test-utils';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { createIdentities } from '../__testUtils__';
import { createTask } from './createTask';
import { GitHubClient } from './GitHubClient';
import type { GitHubFailure } from './GitHubError';
import { mapTask } from './mapTask';
import type { AnswerFacts } from './readAnswerFacts';

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

describe('GitHubClient', () => {
  let server: Server;
  let handler: Handler;
  let requests: IncomingMessage[];
  let facts: AnswerFacts[];

  beforeEach(async () => {
    requests = [];
    facts = [];
    server = createServer((req, res) => {
      requests.push(req);
      handler(req, res);
    });
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  function createClient(port = (server.address() as AddressInfo).port) {
    const [identity] = createIdentities({
      apiBaseUrl: `http://127.0.0.1:${port}/api/v3`,
      token: 'github_pat_secret',
      pullRequestToken: 'github_pat_reader',
    }).list();
    return GitHubClient.create({
      identity,
      credentials: {
        token: async kind =>
          kind === 'launch' ? 'github_pat_secret' : 'github_pat_reader',
      },
      logger: mockServices.logger.mock(),
      onAnswer: told => facts.push(told),
    });
  }

  function answer(
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ): Handler {
    return (_req, res) => {
      res.writeHead(status, { 'content-type': 'application/json', ...headers });
      res.end(JSON.stringify(body));
    };
  }

  const post = (client: GitHubClient, options?: object) =>
    createTask(
      client,
      { owner: 'acme', name: 'web', prompt: 'Do it', createPullRequest: true },
      { timeoutMs: 500, ...options },
    );

  async function failureOf(promise: Promise<unknown>): Promise<GitHubFailure> {
    const error = await promise.then(
      () => undefined,
      e => e,
    );
    expect(error).toMatchObject({ name: 'GitHubError' });
    expect(JSON.stringify(error) + error.stack).not.toContain('secret');
    return error.failure;
  }

  const task = {
    id: 't1',
    state: 'queued',
    created_at: '2026-01-01T00:00:00Z',
    html_url: 'https://github.test/t1',
    artifacts: [],
  };

  it('sends one request in the version of the API that it speaks', async () => {
    handler = answer(201, task, {
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '4999',
      'x-ratelimit-reset': '1767225600',
      'x-ratelimit-resource': 'core',
      'github-authentication-token-expiration': '2026-12-31 10:00:00 +0200',
    });
    expect(await post(createClient())).toMatchObject({
      id: 't1',
      state: 'queued',
      url: 'https://github.test/t1',
    });
    expect(requests.map(({ url }) => url)).toEqual([
      '/api/v3/agents/repos/acme/web/tasks',
    ]);
    expect(requests[0].headers).toMatchObject({
      authorization: 'Bearer github_pat_secret',
      'x-github-api-version': '2026-03-10',
    });
    expect(facts).toEqual([
      {
        identityId: 'bot',
        token: 'launch',
        points: 5,
        status: 201,
        at: expect.any(Date),
        rate: {
          limit: 5000,
          remaining: 4999,
          resetAt: new Date('2026-01-01T00:00:00Z'),
        },
        tokenExpiresAt: new Date('2026-12-31T08:00:00Z'),
      },
    ]);
  });

  it('finds GraphQL beside /api/v3, and takes the second token for it', async () => {
    handler = answer(200, {
      data: { nodes: [null] },
      errors: [{ message: 'Could not resolve', path: ['nodes', 0] }],
    });
    const result = await createClient().graphql(
      'query { nodes(ids: []) { id } }',
      {},
      { token: 'pull-request' },
    );
    expect(result).toMatchObject({
      data: { nodes: [null] },
      errors: [{ message: 'Could not resolve' }],
    });
    expect(requests[0].url).toBe('/api/graphql');
    expect(requests[0].headers.authorization).toBe('Bearer github_pat_reader');
  });

  it.each<[string, number, object, Record<string, string>, object]>([
    ['401', 401, { message: 'Bad credentials' }, {}, { rateLimited: false }],
    [
      'a secondary limit',
      403,
      { message: 'You have exceeded a secondary rate limit' },
      { 'retry-after': '60' },
      { rateLimited: true, retryAt: expect.any(Number) },
    ],
    [
      'a secondary limit without a time',
      403,
      { message: 'You have exceeded a secondary rate limit' },
      {},
      { rateLimited: true, retryAt: undefined },
    ],
    [
      'the primary limit',
      403,
      { message: 'API rate limit exceeded' },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1767225600' },
      { rateLimited: true, retryAt: 1767225600000 },
    ],
    ['429', 429, {}, {}, { rateLimited: true }],
    [
      'a missing permission',
      403,
      { message: 'Resource not accessible' },
      { 'x-accepted-github-permissions': 'agent_tasks=write' },
      { rateLimited: false, acceptedPermissions: 'agent_tasks=write' },
    ],
    [
      'no licence',
      403,
      { message: 'No plan', code: 'copilot_plan_required' },
      {},
      { code: 'copilot_plan_required' },
    ],
    [
      '422',
      422,
      {
        message: 'Validation Failed',
        errors: [{ field: 'base_ref', code: 'invalid' }],
      },
      {},
      { message: 'Validation Failed (base_ref: invalid)' },
    ],
  ])('reads %s', async (_name, status, body, headers, expected) => {
    handler = answer(status, body, headers);
    expect(await failureOf(post(createClient()))).toMatchObject({
      kind: 'answered',
      status,
      ...expected,
    });
    expect(requests).toHaveLength(1);
    expect(facts).toMatchObject([{ status }]);
  });

  it('does not repeat a page of HTML', async () => {
    handler = (_req, res) => {
      res.writeHead(503, { 'content-type': 'text/html' });
      res.end('<html>Unicorn!</html>');
    };
    expect(await failureOf(post(createClient()))).toMatchObject({
      kind: 'answered',
      message: 'GitHub answered with status 503',
    });
  });

  it('does not follow a redirect of a POST', async () => {
    handler = answer(307, {}, { location: '/api/v3/repositories/1/tasks' });
    expect(await failureOf(post(createClient()))).toMatchObject({
      kind: 'answered',
      status: 307,
    });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, Handler, object]>([
    [
      'a reset',
      (_req, res) => void res.destroy(),
      { kind: 'no-answer', timedOut: false },
    ],
    ['silence', () => {}, { kind: 'no-answer', timedOut: true }],
    [
      'a body that never ends',
      (_req, res) => {
        res.writeHead(201, { 'content-type': 'application/json' });
        res.write('{"id":');
      },
      { kind: 'no-answer' },
    ],
    [
      'a body that is cut off',
      (_req, res) => {
        res.writeHead(201, {
          'content-type': 'application/json',
          'content-length': '100',
        });
        res.write('{"id":');
        setTimeout(() => res.destroy(), 20);
      },
      { kind: 'no-answer' },
    ],
    [
      'a body that is no JSON',
      (_req, res) => {
        res.writeHead(201, { 'content-type': 'application/json' });
        res.end('{"id":');
      },
      { kind: 'no-answer', status: 201 },
    ],
    ['no body', answer(201, undefined), { kind: 'no-answer', status: 201 }],
    ['a list', answer(200, { tasks: [] }), { kind: 'no-answer', status: 200 }],
  ])(
    'knows that a task may exist after %s',
    async (_name, handle, expected) => {
      handler = handle;
      expect(await failureOf(post(createClient()))).toMatchObject(expected);
      expect(requests).toHaveLength(1);
    },
  );

  it('knows that nothing was sent where no connection opened', async () => {
    const { port } = server.address() as AddressInfo;
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    expect(await failureOf(post(createClient(port)))).toEqual({
      kind: 'not-sent',
      message: 'No connection to GitHub: ECONNREFUSED',
    });
  });

  it('sends nothing after the time for it', async () => {
    handler = answer(201, task);
    expect(
      await failureOf(
        post(createClient(), { sendBefore: performance.now() - 1 }),
      ),
    ).toMatchObject({ kind: 'not-sent', withheld: true });
    expect(requests).toEqual([]);
  });
});

describe('mapTask', () => {
  it('reads sessions, artifacts and usage', () => {
    expect(
      mapTask({
        id: 't1',
        state: 'completed',
        created_at: '2026-01-01T00:00:00Z',
        updated_at: '2026-01-01T00:10:00Z',
        creator: { id: 7 },
        artifacts: [
          {
            provider: 'github',
            type: 'pull',
            data: { id: 5, global_id: 'P_5' },
          },
          {
            provider: 'github',
            type: 'branch',
            data: { head_ref: 'copilot/x', base_ref: 'main' },
          },
        ],
        sessions: [
          {
            id: 's1',
            state: 'completed',
            created_at: '2026-01-01T00:00:00Z',
            prompt: 'Do it',
            usage: { type: 'ai_credits', amount: 1234567890 },
          },
          {
            id: 's2',
            state: 'failed',
            created_at: '2026-01-01T00:05:00Z',
            usage: { type: 'ai_credits', credits: 2000000000 },
            error: { message: 'Broke' },
          },
        ],
      }),
    ).toMatchObject({
      creatorId: '7',
      updatedAt: new Date('2026-01-01T00:10:00Z'),
      pulls: [{ databaseId: '5', globalId: 'P_5' }],
      branches: [{ headRef: 'copilot/x', baseRef: 'main' }],
      sessions: [
        { prompt: 'Do it', creditsNano: '1234567890' },
        { creditsNano: '2000000000', error: 'Broke' },
      ],
    });
  });

  it('keeps a state that is not documented apart', () => {
    const reading = mapTask({
      id: 't1',
      state: 'paused',
      created_at: '2026-01-01T00:00:00Z',
    });
    expect(reading.state).toBeUndefined();
    expect(reading.rawState).toBe('paused');
  });
});
