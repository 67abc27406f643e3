import { agentTasksPolicyExtensionPoint } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { GitHubSimulator } from '@agent-tasks/github-simulator';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request from 'supertest';
import { migrateTemplate, component } from './__testUtils__/catalogEntities';
import { agentTasksPlugin } from './plugin';

jest.setTimeout(120_000);

describe('agentTasksPlugin', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  const stops: Array<() => Promise<unknown>> = [];

  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) {
      await stop();
    }
  });

  async function startGitHub() {
    const github = await GitHubSimulator.start({
      agent: { queuedMs: 50, workMs: 300, jitter: 0 },
      seed: {
        users: [{ login: 'bot' }],
        organizations: [{ login: 'acme', members: ['bot'] }],
        tokens: [{ token: 'github_pat_bot', user: 'bot' }],
        apps: [{ clientId: 'Iv1.app', clientSecret: 'app-secret' }],
        refreshTokens: [
          { token: 'ghr_seed', clientId: 'Iv1.app', user: 'bot' },
        ],
        repositories: [
          { owner: 'acme', name: 'orders', files: { 'README.md': '# Orders' } },
        ],
      },
    });
    stops.push(() => github.stop());
    return github;
  }

  async function startBackend(options: {
    knex: Knex;
    github?: { host: string; apiBaseUrl: string };
    agentTasks?: JsonObject;
  }) {
    const {
      knex,
      github = { host: 'ghe.acme.com', apiBaseUrl: 'https://ghe.acme.com/api' },
    } = options;
    const slowReview = createBackendModule({
      pluginId: 'agent-tasks',
      moduleId: 'own-check',
      register(env) {
        env.registerInit({
          deps: { policy: agentTasksPolicyExtensionPoint },
          async init({ policy }) {
            policy.addChecks({
              id: 'own',
              evaluate: ({ ticket }) =>
                ticket === 'FROZEN-1'
                  ? [
                      {
                        kind: 'forbidden',
                        code: 'frozen',
                        message: 'Nothing starts now.',
                      },
                    ]
                  : [],
            });
          },
        });
      },
    });
    const backend = await startTestBackend({
      features: [
        agentTasksPlugin,
        slowReview,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: {
            integrations: { github: [github] },
            agentTasks: options.agentTasks ?? {
              identities: [
                {
                  id: 'bot',
                  host: github.host,
                  token: 'github_pat_bot',
                  repositories: ['acme/*'],
                },
              ],
              tracking: {
                activeInterval: '500ms',
                idleInterval: '1s',
                pullRequestInterval: '1s',
              },
            },
          },
        }),
        catalogServiceMock.factory({
          entities: [
            migrateTemplate(),
            component('orders', {
              'backstage.io/source-location': `url:http://${github.host}/acme/orders/tree/main/`,
            }),
          ],
        }),
      ],
    });
    stops.push(() => backend.stop());
    return backend.server;
  }

  const body = {
    template: 'migrate',
    entityRef: 'component:default/orders',
    parameters: { target: 'node-24' },
  };

  it('brings a request to GitHub once and follows it to its pull request', async () => {
    const github = await startGitHub();
    const { host } = new URL(github.url);
    const server = await startBackend({
      knex: await databases.init('POSTGRES_18'),
      github: { host, apiBaseUrl: github.apiBaseUrl },
    });

    const submitted = await request(server)
      .post('/api/agent-tasks/v1/tasks')
      .send(body);
    expect(submitted.status).toBe(201);
    const read = async () =>
      (
        await request(server).get(
          `/api/agent-tasks/v1/tasks/${submitted.body.id}`,
        )
      ).body;
    const until = Date.now() + 60_000;
    let task = await read();
    while (task.phase !== 'in-review' && Date.now() < until) {
      await new Promise(resolve => setTimeout(resolve, 250));
      task = await read();
    }
    expect(task).toMatchObject({
      phase: 'in-review',
      launchState: 'launched',
      agentState: 'completed',
      identity: 'bot',
      attemptCount: 1,
      pullRequest: { state: expect.stringMatching(/draft|open/) },
      nextStep: { action: 'review', owner: 'group:default/team-a' },
      githubTask: { url: expect.stringContaining(host) },
    });
    expect(task.prompt).toContain(task.attempts[0].marker);
    expect(task.timeline.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['requested', 'decided', 'launched']),
    );
  });

  it('launches on two replicas with one token of a GitHub App', async () => {
    const github = await startGitHub();
    const { host } = new URL(github.url);
    const knex = await databases.init('POSTGRES_18');
    const replica = {
      knex,
      github: { host, apiBaseUrl: github.apiBaseUrl },
      agentTasks: {
        encryption: { keys: [{ id: 'one', secret: 'x'.repeat(32) }] },
        identities: [
          {
            id: 'app',
            host,
            app: {
              clientId: 'Iv1.app',
              clientSecret: 'app-secret',
              refreshToken: 'ghr_seed',
            },
            repositories: ['acme/*'],
          },
        ],
      },
    };
    const servers = [await startBackend(replica), await startBackend(replica)];
    const submitted = await Promise.all(
      [0, 1, 0, 1].map(index =>
        request(servers[index]).post('/api/agent-tasks/v1/tasks').send(body),
      ),
    );
    expect(submitted.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const until = Date.now() + 60_000;
    while (github.tasks.size < 4 && Date.now() < until) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    expect(
      (await github.control.listTasks({})).map(({ creator }) => creator),
    ).toEqual(['bot', 'bot', 'bot', 'bot']);
    const { body: health } = await request(servers[1]).get(
      '/api/agent-tasks/v1/identities',
    );
    expect(health.items).toMatchObject([
      { id: 'app', tokenKind: 'app', tokenDaysLeft: 183 },
    ]);
    expect(
      github.requests.filter(({ path }) => path.startsWith('/login/oauth')),
    ).toHaveLength(1);
    expect(JSON.stringify(await knex('identity_tokens'))).not.toMatch(
      /ghr_|ghu_/,
    );
  });

  it('asks the checks that modules add', async () => {
    const server = await startBackend({
      knex: await databases.init('POSTGRES_18'),
    });
    const response = await request(server)
      .post('/api/agent-tasks/v1/tasks')
      .send({ ...body, ticket: 'FROZEN-1', dryRun: true });
    expect(response.body.decision.reasons).toContainEqual({
      code: 'frozen',
      message: 'Nothing starts now.',
    });
  });

  it.each<[string, JsonObject, string]>([
    [
      'a wrong key',
      { identities: [], tokns: 1 },
      'agentTasks.tokns is not a key of the configuration',
    ],
    [
      'an installation token',
      {
        identities: [{ id: 'bot', token: 'ghs_x', repositories: ['**'] }],
      },
      'agentTasks.identities[0].token is an installation token',
    ],
  ])('does not start with %s', async (_, agentTasks, message) => {
    const knex = await databases.init('POSTGRES_18');
    await expect(startBackend({ knex, agentTasks })).rejects.toThrow(message);
  });

  it('does not start on another database', async () => {
    const knex = await databases.init('SQLITE_3');
    await expect(startBackend({ knex })).rejects.toThrow(
      "set backend.database.client (or backend.database.plugin.agent-tasks.client) to 'pg'",
    );
  });
});
