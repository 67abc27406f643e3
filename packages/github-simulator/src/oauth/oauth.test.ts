import { SEED } from '../__testUtils__/startSimulator';
import { GitHubSimulator } from '../GitHubSimulator';

jest.setTimeout(60_000);

const APP = { client_id: 'Iv1.app', client_secret: 'app-secret' };

describe('user tokens of an App', () => {
  let simulator: GitHubSimulator;

  beforeEach(async () => {
    simulator = await GitHubSimulator.start({
      clock: { speed: 0 },
      seed: {
        ...SEED,
        apps: [{ clientId: APP.client_id, clientSecret: APP.client_secret }],
        refreshTokens: [
          {
            token: 'ghr_first',
            accessToken: 'ghu_first',
            clientId: APP.client_id,
            user: 'bot',
          },
        ],
      },
    });
  });
  afterEach(() => simulator.stop());

  const refresh = async (
    refreshToken: string,
    change: Record<string, string> = {},
  ) => {
    const response = await fetch(`${simulator.url}/login/oauth/access_token`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({
        ...APP,
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        ...change,
      }),
    });
    return { status: response.status, body: await response.json() };
  };
  const login = async (token: string) => {
    const response = await fetch(`${simulator.apiBaseUrl}/user`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const user: { login?: string } = await response.json();
    return user.login ?? response.status;
  };

  it('come in pairs, of which the next ends the one before', async () => {
    expect(await login('ghu_first')).toBe('bot');
    const { status, body } = await refresh('ghr_first');
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^ghu_\w{32}$/),
      expires_in: 28_800,
      refresh_token: expect.stringMatching(/^ghr_\w{64}$/),
      refresh_token_expires_in: 15_897_600,
      scope: '',
      token_type: 'bearer',
    });
    expect(await login('ghu_first')).toBe(401);
    expect(await login(body.access_token)).toBe('bot');
    expect(await refresh('ghr_first')).toMatchObject({
      status: 200,
      body: { error: 'bad_refresh_token' },
    });
    // the refusal has ended nothing
    expect(await login(body.access_token)).toBe('bot');
    await simulator.clock.advance(28_800_000);
    expect(await login(body.access_token)).toBe(401);
    const next = await refresh(body.refresh_token);
    expect(await login(next.body.access_token)).toBe('bot');
    await simulator.clock.advance(15_897_600_000);
    expect((await refresh(next.body.refresh_token)).body.error).toBe(
      'bad_refresh_token',
    );
  });

  it.each([
    [{ client_secret: 'other' }, 'incorrect_client_credentials'],
    [{ client_id: 'other' }, 'incorrect_client_credentials'],
    [{ grant_type: 'authorization_code' }, 'unsupported_grant_type'],
    [{ refresh_token: 'ghr_other' }, 'bad_refresh_token'],
  ])('are refused with %j, and stay', async (change, error) => {
    expect(await refresh('ghr_first', change)).toMatchObject({
      status: 200,
      body: { error, error_description: expect.any(String) },
    });
    expect(await login('ghu_first')).toBe('bot');
    expect((await refresh('ghr_first')).body.access_token).toMatch(/^ghu_/);
  });

  it('are given as a form where JSON is not asked for', async () => {
    const response = await fetch(
      `${simulator.url}/login/oauth/access_token?${new URLSearchParams({
        ...APP,
        grant_type: 'refresh_token',
        refresh_token: 'ghr_first',
      })}`,
      { method: 'POST' },
    );
    expect(response.headers.get('content-type')).toMatch(/form-urlencoded/);
    const form = new URLSearchParams(await response.text());
    expect(await login(form.get('access_token') ?? '')).toBe('bot');
  });

  it('are lost where the answer is, and end when their user withdraws', async () => {
    simulator.faults.inject({
      match: { path: '^/login/oauth' },
      times: 1,
      effect: { type: 'reset', when: 'after' },
    });
    await expect(refresh('ghr_first')).rejects.toThrow();
    expect(await login('ghu_first')).toBe(401);
    expect((await refresh('ghr_first')).body.error).toBe('bad_refresh_token');

    await simulator.control.addRefreshToken({
      token: 'ghr_second',
      accessToken: 'ghu_second',
      clientId: APP.client_id,
      user: 'bot',
    });
    await simulator.control.revokeRefreshToken('ghr_second');
    expect(await login('ghu_second')).toBe(401);
    await expect(
      simulator.control.revokeRefreshToken('ghr_second'),
    ).rejects.toThrow('There is no such refresh token');
  });
});
