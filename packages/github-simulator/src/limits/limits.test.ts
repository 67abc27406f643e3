import { VirtualClock } from '../clock';
import { startSimulator } from '../__testUtils__/startSimulator';
import { LimitedRequest, RateLimiter, RateLimits } from './RateLimiter';

const READ: LimitedRequest = {
  key: 'user:1',
  kind: 'user',
  resource: 'core',
  points: 1,
  createsContent: false,
};
const CREATE: LimitedRequest = { ...READ, points: 5, createsContent: true };
const FREE: Partial<RateLimits> = {
  primaryPerHour: 1e9,
  contentPerHour: 1e9,
  contentPerMinute: 1e9,
  pointsPerMinute: 1e9,
};

describe('RateLimiter', () => {
  const spend = (
    limiter: RateLimiter,
    request: LimitedRequest,
    leaves = true,
  ) => {
    for (let taken = 0; ; taken++) {
      const refusal = limiter.enter(request);
      if (refusal) return { taken, ...refusal };
      if (leaves) limiter.leave(request);
    }
  };

  it.each([
    ['primary', { primaryPerHour: 5000 }, READ, 5000, 'primary', 3600],
    ['content a minute', { contentPerMinute: 80 }, CREATE, 80, 'secondary', 60],
    [
      'content an hour',
      { contentPerHour: 500 },
      CREATE,
      500,
      'secondary',
      3600,
    ],
    ['points, reading', { pointsPerMinute: 900 }, READ, 900, 'secondary', 60],
    ['points, writing', { pointsPerMinute: 900 }, CREATE, 180, 'secondary', 60],
  ] as const)(
    'holds GitHub’s limit: %s',
    async (_name, limits, request, most, kind, retryAfter) => {
      const clock = new VirtualClock({ speed: 0 });
      const limiter = new RateLimiter(clock, { ...FREE, ...limits });
      expect(spend(limiter, request)).toEqual({
        taken: most,
        kind,
        retryAfter,
      });
      await clock.advance(retryAfter * 1000 - 1);
      expect(limiter.enter(request)).toBeDefined();
      await clock.advance(1);
      expect(limiter.enter(request)).toBeUndefined();
    },
  );

  it('refuses the 101st request at the same time, and counts users apart', () => {
    const limiter = new RateLimiter(new VirtualClock({ speed: 0 }));
    expect(spend(limiter, READ, false)).toMatchObject({
      taken: 100,
      kind: 'secondary',
    });
    expect(limiter.enter({ ...READ, key: 'user:2' })).toBeUndefined();
    limiter.leave(READ);
    expect(limiter.enter(READ)).toBeUndefined();
  });
});

jest.setTimeout(60_000);

describe('limits over HTTP', () => {
  it('answers as GitHub does and lets go on the simulated clock', async () => {
    const { simulator, octokit } = await startSimulator({
      limits: { contentPerMinute: 2, primaryPerHour: 6 },
    });
    try {
      const launch = () =>
        octokit().request('POST /agents/repos/{owner}/{repo}/tasks', {
          owner: 'acme',
          repo: 'shop',
          prompt: 'x',
        });
      await launch();
      const { headers } = await launch();
      expect(headers).toMatchObject({
        'x-ratelimit-limit': '6',
        'x-ratelimit-remaining': '4',
        'x-ratelimit-used': '2',
        'x-ratelimit-resource': 'core',
      });
      const secondary = await launch().catch(error => error);
      expect(secondary.status).toBe(403);
      expect(secondary.response.headers['retry-after']).toBe('60');
      expect(secondary.response.data.message).toMatch(/secondary rate limit/);
      await simulator.clock.advance(60_000);
      await launch();
      const list = () => octokit().request('GET /agents/tasks');
      await list();
      await list();
      await list();
      const primary = await list().catch(error => error);
      expect(primary.status).toBe(403);
      expect(primary.response.headers).toMatchObject({
        'x-ratelimit-remaining': '0',
      });
      expect(primary.response.data.message).toMatch(
        /^API rate limit exceeded for user ID \d+\.$/,
      );
      const reset = Number(primary.response.headers['x-ratelimit-reset']);
      await simulator.clock.advance(reset * 1000 - simulator.clock.now());
      await list();
    } finally {
      await simulator.stop();
    }
  });
});
