import { AgentTasksClient } from './AgentTasksClient';
import { RefusalError } from './RefusalError';

const id = '0b8f1c1e-6a55-4f0e-9d0a-1f6a6c1f0a11';

function setup(status: number, answer: unknown) {
  const requests: Request[] = [];
  const client = new AgentTasksClient({
    discoveryApi: { getBaseUrl: async () => 'http://portal/api/agent-tasks' },
    fetchApi: {
      // as Backstage's middlewares do: each makes a request of its own
      fetch: async (input, init) => {
        const identity = new Request(input, init);
        identity.headers.set('x-seen-by', 'middleware');
        requests.push(new Request(input, init));
        return new Response(JSON.stringify(answer), {
          status,
          headers: { 'content-type': 'application/json' },
        });
      },
    },
  });
  return { client, requests };
}

describe('AgentTasksClient', () => {
  it('sends bodies through middlewares that read them more than once', async () => {
    const { client, requests } = setup(200, { id });
    await client.retryTask(id, { reason: 'rule changed' }, { token: 'mine' });
    const [request] = requests;
    expect(request.method).toBe('POST');
    expect(request.url).toBe(
      `http://portal/api/agent-tasks/v1/tasks/${id}/retry`,
    );
    expect(request.headers.get('authorization')).toBe('Bearer mine');
    expect(request.headers.get('content-type')).toBe('application/json');
    expect(await request.json()).toEqual({ reason: 'rule changed' });
  });

  it('repeats filters of one name in the query', async () => {
    const { client, requests } = setup(200, {
      items: [],
      totalItems: 0,
      pageInfo: {},
    });
    await client.listTasks({
      entityRef: ['component:default/a'],
      phase: ['failed', 'queued'],
      limit: 10,
    });
    const query = new URL(requests[0].url).searchParams;
    expect(query.getAll('phase')).toEqual(['failed', 'queued']);
    expect(query.getAll('entityRef')).toEqual(['component:default/a']);
    expect(query.get('limit')).toBe('10');
  });

  it('throws every reason of a refusal', async () => {
    const reasons = [
      { code: 'repository-denied', message: 'Not on the list.' },
      { code: 'ticket-missing', message: 'A ticket is needed.' },
    ];
    const { client } = setup(422, {
      error: { name: 'PolicyDeniedError', message: 'Not allowed' },
      reasons,
    });
    const error = await client.submitTask({}).catch(e => e);
    expect(error).toBeInstanceOf(RefusalError);
    expect(error).toMatchObject({
      name: 'PolicyDeniedError',
      message: 'Not allowed',
      statusCode: 422,
      reasons,
    });
  });

  it('gives a reason also where something else has answered', async () => {
    const { client } = setup(502, undefined);
    await expect(client.getTask(id)).rejects.toMatchObject({
      statusCode: 502,
      reasons: [{ code: 'error', message: expect.stringContaining('502') }],
    });
  });
});
