import { GitHubSimulator } from '../GitHubSimulator';
import { startSimulator, TOKENS } from '../__testUtils__/startSimulator';
import { FaultEffect } from './FaultRule';

jest.setTimeout(60_000);

describe('faults', () => {
  let simulator: GitHubSimulator;

  beforeAll(async () => {
    ({ simulator } = await startSimulator({
      limits: { contentPerMinute: 1e6, contentPerHour: 1e6 },
    }));
  });
  afterEach(() => simulator.faults.clear());
  afterAll(() => simulator.stop());

  const api = (path: string, init: RequestInit = {}) =>
    fetch(`${simulator.apiBaseUrl}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${TOKENS.bot}` },
    });
  const launch = (timeoutMs = 5_000) =>
    api('/agents/repos/acme/shop/tasks', {
      method: 'POST',
      body: JSON.stringify({ prompt: 'x' }),
      signal: AbortSignal.timeout(timeoutMs),
    });

  it.each<[string, FaultEffect, number | 'lost', 0 | 1]>([
    ['502 before', { type: 'status', status: 502 }, 502, 0],
    ['502 after', { type: 'status', status: 502, when: 'after' }, 502, 1],
    ['reset before', { type: 'reset' }, 'lost', 0],
    ['reset after', { type: 'reset', when: 'after' }, 'lost', 1],
    ['hang before', { type: 'hang', ms: 200 }, 'lost', 0],
    ['hang after', { type: 'hang', ms: 200, when: 'after' }, 'lost', 1],
    ['hang for ever', { type: 'hang', when: 'after' }, 'lost', 1],
    ['garbage after', { type: 'garbage', when: 'after' }, 200, 1],
    ['slow', { type: 'delay', ms: 50 }, 201, 1],
    ['outage', { type: 'outage' }, 503, 0],
    ['secondary limit', { type: 'rate-limit', kind: 'secondary' }, 403, 0],
    ['primary limit', { type: 'rate-limit', kind: 'primary' }, 403, 0],
  ])('%s', async (name, effect, expected, created) => {
    const before = simulator.tasks.size;
    simulator.faults.inject({
      id: name,
      match: { method: 'POST', path: '/tasks$', user: 'BOT' },
      times: 1,
      effect,
    });
    const status = await launch(name === 'hang for ever' ? 300 : 5_000).then(
      response => response.status,
      () => 'lost',
    );
    expect(status).toBe(expected);
    expect(simulator.tasks.size - before).toBe(created);
    const { length, [length - 1]: last } = simulator.requests;
    expect(last.faults).toEqual([name]);
    expect((await launch()).status).toBe(201);
    expect(simulator.faults.list()).toMatchObject([{ matched: 2, hits: 1 }]);
  });

  it('shows lists and nodes as they were some time ago', async () => {
    const { id } = await (await launch()).json();
    simulator.faults.inject({
      match: { method: 'GET' },
      effect: { type: 'lag', ms: 30_000 },
    });
    const single = async () => (await api(`/agents/tasks/${id}`)).status;
    const listed = async () =>
      (await (await api('/agents/tasks?per_page=100')).json()).tasks.filter(
        (task: { id: string }) => task.id === id,
      );
    expect(await single()).toBe(404);
    expect(await listed()).toEqual([]);
    await simulator.clock.advance(30_000);
    expect(await single()).toBe(200);
    expect(await listed()).toMatchObject([{ state: 'queued' }]);
    expect((await simulator.control.getTask(id)).state).toBe('in_progress');
  });

  it('hits by count, share and time, the same in every run', async () => {
    const run = async () => {
      const { simulator: other } = await startSimulator();
      other.faults.inject({
        after: 1,
        probability: 0.5,
        forMs: 10_000,
        effect: { type: 'status', status: 500 },
      });
      const statuses: number[] = [];
      for (let index = 0; index < 12; index++) {
        if (index === 10) await other.clock.advance(10_000);
        const response = await fetch(`${other.apiBaseUrl}/rate_limit`, {
          headers: { authorization: `Bearer ${TOKENS.bot}` },
        });
        statuses.push(response.status);
      }
      await other.stop();
      return statuses;
    };
    const first = await run();
    expect(first[0]).toBe(200);
    expect(first.slice(10)).toEqual([200, 200]);
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await run()).toEqual(first);
  });

  it('is steered over HTTP, with errors that say what is wrong', async () => {
    const control = async (path: string, method = 'GET', body?: unknown) => {
      const response = await fetch(`${simulator.url}/_control${path}`, {
        method,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    };
    const added = await control('/faults', 'POST', {
      match: { path: '/user$' },
      effect: { type: 'status', status: 418, body: { message: 'Tea' } },
    });
    expect(added.status).toBe(200);
    expect((await api('/user')).status).toBe(418);
    await control(`/faults/${added.body.id}`, 'DELETE');
    expect((await api('/user')).status).toBe(200);
    const { id } = await (await launch()).json();
    expect((await control(`/tasks/${id}/complete`, 'POST')).body.state).toBe(
      'completed',
    );
    expect(await control(`/tasks/${id}/cancel`, 'POST')).toMatchObject({
      status: 409,
      body: { error: { message: `Task ${id} is completed already` } },
    });
    expect((await control('/tasks/none')).status).toBe(404);
    expect((await control('/faults', 'POST', {})).status).toBe(400);
    expect(
      (
        await control('/faults', 'POST', {
          match: { path: '(' },
          effect: { type: 'reset' },
        })
      ).status,
    ).toBe(400);
    expect((await control('/clock', 'POST', { advanceMs: -1 })).status).toBe(
      400,
    );
    const foreign = await fetch(`${simulator.url}/_control/tasks`, {
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
  });
});
