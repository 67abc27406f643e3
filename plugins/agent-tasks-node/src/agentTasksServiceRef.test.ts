import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AgentTasksService } from './AgentTasksService';
import { agentTasksServiceRef } from './agentTasksServiceRef';
import { agentTasksServiceMock } from './testUtils';

describe('agentTasksServiceRef', () => {
  const fetchMock = jest.spyOn(globalThis, 'fetch');

  afterEach(() => fetchMock.mockReset());

  // as another plugin gets it, without registering anything
  async function service(): Promise<AgentTasksService> {
    let found: AgentTasksService | undefined;
    await startTestBackend({
      features: [
        createBackendPlugin({
          pluginId: 'scaffolder',
          register(env) {
            env.registerInit({
              deps: { broker: agentTasksServiceRef },
              async init({ broker }) {
                found = broker;
              },
            });
          },
        }),
        mockServices.discovery.mock({
          getBaseUrl: async () => 'http://backend/api/agent-tasks',
        }).factory,
      ],
    });
    if (!found) {
      throw new Error('The plugin was not initialised');
    }
    return found;
  }

  it('asks the broker on behalf of the caller', async () => {
    fetchMock.mockResolvedValue(
      Response.json({ items: [], totalItems: 0, pageInfo: {} }),
    );
    const broker = await service();
    const credentials = mockCredentials.user('user:default/alice');
    await expect(
      broker.listTasks({ phase: ['running'] }, { credentials }),
    ).resolves.toMatchObject({ totalItems: 0 });
    const request = new Request(...fetchMock.mock.calls[0]);
    expect(request.url).toBe(
      'http://backend/api/agent-tasks/v1/tasks?phase=running',
    );
    expect(request.headers.get('authorization')).toBe(
      mockCredentials.service.header({
        onBehalfOf: credentials,
        targetPluginId: 'agent-tasks',
      }),
    );
  });

  it('throws a refusal with all of its reasons', async () => {
    const reasons = [
      { code: 'repository-denied', message: 'No.' },
      { code: 'ticket-required', message: 'No ticket.' },
    ];
    fetchMock.mockResolvedValue(
      Response.json(
        { error: { name: 'NotAllowedError', message: 'No.' }, reasons },
        { status: 403 },
      ),
    );
    const broker = await service();
    await expect(
      broker.submitTask(
        { template: 'migrate', entityRef: 'component:default/orders' },
        { credentials: mockCredentials.user() },
      ),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      statusCode: 403,
      reasons,
    });
  });
});

describe('agentTasksServiceMock', () => {
  it('answers what a test gives, and refuses the rest by name', async () => {
    const broker = agentTasksServiceMock({ listIdentities: async () => [] });
    const options = { credentials: mockCredentials.user() };
    await expect(broker.listIdentities(options)).resolves.toEqual([]);
    await expect(broker.getTask('x', options)).rejects.toThrow(
      "The test gives no 'getTask'",
    );
  });
});
