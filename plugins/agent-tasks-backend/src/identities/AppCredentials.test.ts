import type {
  FaultEffect,
  GitHubSimulator,
} from '@agent-tasks/github-simulator';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { createDatabase } from '../__testUtils__';
import {
  appIdentities,
  countRefreshes,
  createReplica,
  Replica,
  startAppGitHub,
  testKey,
} from '../__testUtils__/AppHarness';
import { claimRefresh } from '../database/operations/tokens/claimRefresh';
import { getUser } from '../github/getUser';
import { refreshUserToken } from '../github/refreshUserToken';
import { saveRefreshed } from '../database/operations/tokens/saveRefreshed';
import { sealPair } from './sealedPair';
import { TokenCipher } from './TokenCipher';

jest.setTimeout(60_000);

describe('AppCredentials', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let simulator: GitHubSimulator;
  const replicas: Replica[] = [];

  beforeAll(async () => {
    knex = await createDatabase(databases);
  });
  beforeEach(async () => {
    await knex.raw('truncate identity_tokens, identity_states, outbox');
    simulator = await startAppGitHub();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(replicas.splice(0).map(replica => replica.stop()));
    await simulator.stop();
  });

  const replica = async (
    options: Partial<Parameters<typeof createReplica>[0]> = {},
  ) => {
    const created = await createReplica({
      knex,
      identities: appIdentities(simulator),
      ...options,
    });
    replicas.push(created);
    return created;
  };
  const state = async () => {
    const row = await knex('identity_states').first();
    return {
      quarantined: row?.quarantined,
      code: row?.quarantine_code,
    };
  };
  const news = async () =>
    (await knex('outbox').where('kind', 'identity-news')).map(
      ({ payload }) => payload,
    );
  const use = ({ client }: Replica) => getUser(client);
  const login = async (token: string) => {
    const response = await fetch(`${simulator.apiBaseUrl}/user`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return response.status;
  };
  /** As if the time had come: times are data. */
  const endWaits = () =>
    knex('identity_tokens').update({ refresh_due_at: null });
  const ageToken = (seconds: number) =>
    knex('identity_tokens').update({
      access_expires_at: knex.raw(
        `clock_timestamp() + ${seconds} * interval '1 second'`,
      ) as unknown as Date,
    });
  const fault = (effect: FaultEffect, times = 1) =>
    simulator.faults.inject({
      match: { path: '^/login/oauth' },
      times,
      effect,
    });
  const inUse = { quarantined: false, code: null };

  it('refreshes once, and keeps both tokens out of sight', async () => {
    const one = await replica();
    const token = await one.credentials.token('launch');
    expect(token).toMatch(/^ghu_/);
    expect(await one.credentials.token('pull-request')).toBe(token);
    expect(await use(one)).toMatchObject({ login: 'bot' });
    expect(countRefreshes(simulator)).toBe(1);

    const everything = JSON.stringify([
      await knex('identity_tokens'),
      await knex('identity_states'),
      one.logged(),
    ]);
    expect(everything).not.toMatch(/ghu_|ghr_|app-secret/);
    const [row] = await knex('identity_states');
    // the end that an administrator cares for is the refresh token's
    expect(row.token_expires_at?.getTime()).toBeGreaterThan(
      Date.now() + 180 * 86_400_000,
    );
  });

  it('lets one of two racing replicas refresh', async () => {
    const [one, two] = [await replica(), await replica()];
    const ask = () =>
      Promise.all(
        [one, two, one, two, one, two, one, two].map(({ credentials }) =>
          credentials.token('launch'),
        ),
      );
    expect(new Set(await ask()).size).toBe(1);
    expect(countRefreshes(simulator)).toBe(1);
    for (let round = 2; round <= 4; round++) {
      await ageToken(50);
      expect(new Set(await ask()).size).toBe(1);
      expect(countRefreshes(simulator)).toBe(round);
    }
    // nor do two try again where an answer was lost
    await ageToken(0);
    fault({ type: 'reset' });
    await expect(one.credentials.token('launch')).rejects.toThrow();
    fault({ type: 'delay', ms: 200 });
    await endWaits();
    expect(new Set(await ask()).size).toBe(1);
    expect(countRefreshes(simulator)).toBe(6);
    expect(await state()).toEqual(inUse);
  });

  it('agrees on the time where clocks of replicas are five minutes apart', async () => {
    const [early, late] = [await replica(), await replica()];
    const now = Date.now.bind(Date);
    const at = async (replicaAt: Replica, offsetMs: number) => {
      jest.spyOn(Date, 'now').mockImplementation(() => now() + offsetMs);
      return await replicaAt.credentials.token('launch');
    };
    const token = await at(early, 300_000);
    // neither early nor late, with a minute ahead of the end as the rule
    await ageToken(90);
    expect(await at(late, -300_000)).toBe(token);
    expect(await at(early, 300_000)).toBe(token);
    await ageToken(50);
    const next = await at(late, -300_000);
    expect(next).not.toBe(token);
    expect(await at(early, 300_000)).toBe(next);
    expect(countRefreshes(simulator)).toBe(2);
    const { rows } = await knex.raw(
      `select extract(epoch from access_expires_at - clock_timestamp())::float8 as left from identity_tokens`,
    );
    expect(rows[0].left).toBeGreaterThan(28_700);
    expect(rows[0].left).toBeLessThanOrEqual(28_800);
  });

  it.each<[string, FaultEffect]>([
    ['a reset before', { type: 'reset' }],
    ['a 502 before', { type: 'status', status: 502 }],
    ['an outage', { type: 'outage' }],
    ['a limit', { type: 'rate-limit', kind: 'secondary' }],
  ])('waits out %s the work', async (_name, effect) => {
    const one = await replica();
    fault(effect);
    await expect(use(one)).rejects.toMatchObject({
      failure: { kind: 'not-sent', withheld: true },
    });
    expect(await state()).toEqual(inUse);
    const [paused] = await knex('identity_states');
    expect(paused.pause_reason).toMatch(/token could not be refreshed/);
    await endWaits();
    expect(await use(one)).toMatchObject({ login: 'bot' });
    expect(countRefreshes(simulator)).toBe(2);

    // a token that still works is used meanwhile
    await ageToken(50);
    const before = await one.credentials.token('launch');
    await ageToken(50);
    fault(effect);
    expect(await one.credentials.token('launch')).toBe(before);
    await endWaits();
    expect(await one.credentials.token('launch')).not.toBe(before);
  });

  it.each<[string, FaultEffect]>([
    ['a reset', { type: 'reset', when: 'after' }],
    ['a 502', { type: 'status', status: 502, when: 'after' }],
    ['a cut off answer', { type: 'garbage', when: 'after' }],
  ])('says what is lost with %s after the work', async (_name, effect) => {
    const one = await replica();
    fault(effect);
    await expect(use(one)).rejects.toMatchObject({ name: 'GitHubError' });
    expect(await state()).toEqual(inUse);
    await endWaits();
    await expect(use(one)).rejects.toMatchObject({
      failure: { kind: 'not-sent', withheld: true },
    });
    expect(await state()).toEqual({
      quarantined: true,
      code: 'refresh-interrupted',
    });
    expect(await news()).toEqual([
      { event: 'quarantined', identityId: 'app', code: 'refresh-interrupted' },
    ]);

    // the App is authorised again
    await simulator.control.addRefreshToken({
      token: 'ghr_second',
      clientId: 'Iv1.app',
      user: 'bot',
    });
    const two = await replica({
      identities: appIdentities(simulator, { refreshToken: 'ghr_second' }),
    });
    expect(await state()).toEqual(inUse);
    expect(await use(two)).toMatchObject({ login: 'bot' });
    // a replica with yesterday's configuration goes on with today's tokens
    expect(await use(one)).toMatchObject({ login: 'bot' });
    expect(await two.credentials.token('launch')).toBe(
      await one.credentials.token('launch'),
    );
  });

  it('takes over from a replica that died, and believes it where it did not', async () => {
    const [dying, other] = [await replica(), await replica()];
    await dying.credentials.token('launch');
    await ageToken(0);
    const [row] = await knex('identity_tokens');
    const { identity } = dying;
    const claim = {
      identityId: 'app',
      generation: row.generation,
      interrupted: false,
    };
    expect(await claimRefresh(dying.knex, { ...claim, leaseMs: 300 })).toBe(
      true,
    );
    expect(await claimRefresh(other.knex, { ...claim, leaseMs: 300 })).toBe(
      false,
    );
    const cipher = TokenCipher.create([testKey('one')]);
    const answer = await refreshUserToken(
      identity.config.app,
      JSON.parse(cipher.open(row.sealed, 'identity:app')).refreshToken,
      { timeoutMs: 5_000 },
    );
    if (answer.kind !== 'refreshed') {
      throw new Error(answer.kind);
    }
    // frozen here: the lease ends, and the other one finds a used up token
    await expect(other.credentials.token('launch')).rejects.toMatchObject({
      code: 'refresh-interrupted',
      nextStep: expect.stringMatching(/Authorise the App/),
    });
    expect(await state()).toEqual({
      quarantined: true,
      code: 'refresh-interrupted',
    });
    // thawed: the only pair that works comes late
    await dying.knex.transaction(tx =>
      saveRefreshed(tx, {
        identityId: 'app',
        generation: row.generation,
        sealed: sealPair(cipher, 'app', answer.tokens),
        accessLeftMs: 3_600_000,
        rejected: false,
      }),
    );
    expect(await state()).toEqual(inUse);
    expect(await other.credentials.token('launch')).toBe(
      answer.tokens.accessToken,
    );
  });

  it('keeps a new pair until a database takes it', async () => {
    const one = await replica();
    fault({ type: 'delay', ms: 400 });
    const asked = one.credentials.token('launch');
    while (
      !(await knex('identity_tokens')
        .whereNotNull('refresh_started_at')
        .first())
    ) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    await knex.schema.renameTable('identity_tokens', 'away');
    while (!one.logged().includes('was not stored, again')) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    await knex.schema.renameTable('away', 'identity_tokens');
    expect(await login(await asked)).toBe(200);
    expect(one.logged()).not.toMatch(/ghu_|ghr_/);
  });

  it.each<[string, Parameters<typeof appIdentities>[1], string]>([
    [
      'an unknown refresh token',
      { refreshToken: 'ghr_unknown' },
      'refresh-token-rejected',
    ],
    ['a wrong secret', { clientSecret: 'wrong' }, 'client-rejected'],
  ])('takes the identity out of use for %s, once', async (_name, app, code) => {
    const wrong = appIdentities(simulator, app);
    const [one, two] = [
      await replica({ identities: wrong }),
      await replica({ identities: wrong }),
    ];
    for (const each of [one, two, one]) {
      await endWaits();
      await expect(use(each)).rejects.toMatchObject({ name: 'GitHubError' });
    }
    expect(await state()).toEqual({ quarantined: true, code });
    expect(await news()).toEqual([
      { event: 'quarantined', identityId: 'app', code },
    ]);
    await endWaits();
    const right = await replica();
    expect(await state()).toEqual(inUse);
    expect(await use(right)).toMatchObject({ login: 'bot' });
  });

  it('replaces a token that GitHub rejects, and asks once whether that helps', async () => {
    const [one, two] = [await replica(), await replica()];
    const stale = await two.credentials.token('launch');
    await ageToken(50);
    const current = await one.credentials.token('launch');
    expect(current).not.toBe(stale);
    // what was under way with the old token is not the identity's fault
    expect(await two.credentials.isReplaced('launch', stale)).toBe(true);
    expect(countRefreshes(simulator)).toBe(2);

    await simulator.control.revokeToken(current);
    await expect(use(one)).rejects.toMatchObject({
      failure: { kind: 'not-sent', withheld: true },
    });
    expect(await use(two)).toMatchObject({ login: 'bot' });
    expect(countRefreshes(simulator)).toBe(3);

    await simulator.control.revokeToken(await one.credentials.token('launch'));
    await expect(use(one)).rejects.toMatchObject({
      failure: { kind: 'answered', status: 401 },
    });
    expect(countRefreshes(simulator)).toBe(3);
  });

  it('survives damaged rows and missing keys, each with its next step', async () => {
    const one = await replica();
    await one.credentials.token('launch');
    const [{ sealed }] = await knex('identity_tokens');

    const keyless = await replica({ keys: [testKey('two')] });
    await expect(use(keyless)).rejects.toMatchObject({
      failure: { kind: 'not-sent', withheld: true },
    });
    expect(await state()).toEqual({
      quarantined: true,
      code: 'encryption-key-missing',
    });
    // the key is back
    await one.probe.run(new AbortController().signal);
    expect(await state()).toEqual(inUse);

    await knex('identity_tokens').update({ sealed: `${sealed.slice(0, -9)}A` });
    await one.keeper.run();
    await one.keeper.run();
    expect(await state()).toEqual({
      quarantined: true,
      code: 'token-unreadable',
    });
    await one.probe.run(new AbortController().signal);
    expect(await state()).toMatchObject({ quarantined: true });
    expect((await news()).map(({ code }) => code)).toEqual([
      'encryption-key-missing',
      'token-unreadable',
    ]);
  });

  it('moves to a new key while both are configured', async () => {
    const [one, two] = [testKey('one'), testKey('two')];
    const old = await replica({ keys: [one, two] });
    const token = await old.credentials.token('launch');
    const turned = await replica({ keys: [two, one] });
    await turned.keeper.run();
    expect((await knex('identity_tokens'))[0].sealed).toMatch(/^v1\.two\./);
    // those that have not turned yet read on
    expect(await old.credentials.token('launch')).toBe(token);
    const after = await replica({ keys: [two] });
    expect(await after.credentials.token('launch')).toBe(token);
    expect(countRefreshes(simulator)).toBe(1);
  });
});
