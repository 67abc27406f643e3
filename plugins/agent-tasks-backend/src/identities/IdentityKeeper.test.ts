import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { createDatabase, createIdentities } from '../__testUtils__';
import {
  appIdentities,
  countRefreshes,
  createReplica,
  startAppGitHub,
} from '../__testUtils__/AppHarness';
import { quarantineIdentity } from '../database/operations/identities/quarantineIdentity';
import { syncIdentityStates } from '../database/operations/identities/syncIdentityStates';
import { OutboxPublisher } from '../outbox/OutboxPublisher';
import { IdentityHealth } from './IdentityHealth';
import { IdentityKeeper } from './IdentityKeeper';
import { TokenCipher } from './TokenCipher';

jest.setTimeout(60_000);

describe('IdentityKeeper', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;

  beforeAll(async () => {
    knex = await createDatabase(databases);
  });
  beforeEach(async () => {
    await knex.raw('truncate identity_tokens, identity_states, outbox');
  });

  const identities = createIdentities(
    { id: 'bot' },
    { id: 'other', token: 'ghp_other' },
  );
  const createKeeper = () =>
    IdentityKeeper.create({
      knex,
      identities,
      cipher: TokenCipher.create([]),
      logger: mockServices.logger.mock(),
    });
  const sync = () =>
    syncIdentityStates(
      knex,
      identities.list().map(({ id }) => ({ id, tokenDigest: 'sha256:1' })),
    );
  const endsIn = (id: string, hours: number) =>
    knex('identity_states')
      .where('identity_id', id)
      .update({
        token_expires_at: knex.raw(
          `date_trunc('second', clock_timestamp() + ${hours} * interval '1 hour')`,
        ) as unknown as Date,
      });
  /** Tells what is in the outbox, and answers with it. */
  const told = async (admins = ['group:default/platform']) => {
    const notifications: NotificationSendOptions[] = [];
    const publisher = OutboxPublisher.create({
      knex,
      admins,
      logger: mockServices.logger.mock(),
      notifications: {
        send: async notification => void notifications.push(notification),
      },
    });
    await publisher.start();
    while (await knex('outbox').first()) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    await publisher.stop();
    return notifications;
  };

  it('warns 14, 7 and 1 days ahead, once each whoever looks', async () => {
    await sync();
    const keepers = [createKeeper(), createKeeper(), createKeeper()];
    const look = async () => {
      await Promise.all(keepers.map(keeper => keeper.run()));
      await Promise.all(keepers.map(keeper => keeper.run()));
      return (await told()).map(({ payload }) => payload.title);
    };
    const days = 24;
    await endsIn('bot', 15 * days);
    expect(await look()).toEqual([]);
    // one end, coming closer
    for (const [hours, title] of [
      [13 * days, 'Ends in 14 days or less: the token of bot'],
      [6 * days, 'Ends in 7 days or less: the token of bot'],
      [5, 'Ends in a day or less: the token of bot'],
    ] as const) {
      await endsIn('bot', hours);
      await knex('identity_states')
        .whereNotNull('expiry_warned_for')
        .update({
          expiry_warned_for: knex.raw('token_expires_at') as unknown as Date,
        });
      expect(await look()).toEqual([title]);
      expect(await look()).toEqual([]);
    }
    await endsIn('bot', -1);
    expect(await look()).toEqual([]);
    // a new token has warnings of its own, and only the nearest one
    await endsIn('bot', 6 * days);
    expect(await look()).toEqual(['Ends in 7 days or less: the token of bot']);
  });

  it('tells administrators of a quarantine what to do, once', async () => {
    await sync();
    for (const message of ['Bad credentials', 'Bad credentials again']) {
      await quarantineIdentity(knex, {
        identityId: 'other',
        tokenDigest: 'sha256:1',
        message,
      });
    }
    const notifications = await told();
    expect(notifications).toMatchObject([
      {
        recipients: { type: 'entity', entityRef: ['group:default/platform'] },
        payload: {
          title: 'Out of use: the identity other',
          description: expect.stringMatching(
            /^GitHub rejected the token\. Its tasks go to other .* or wait\. Replace the token .*\.$/,
          ),
          severity: 'critical',
          scope: expect.stringMatching(
            /^agent-tasks:identity:other:quarantined:\d+$/,
          ),
        },
      },
    ]);
    await knex('outbox').insert({
      kind: 'identity-news',
      payload: {
        event: 'quarantined',
        identityId: 'x',
        code: 'token-rejected',
      },
    });
    expect(await told([])).toEqual([]);
  });

  it('shows the kind of a token, its days and why it is out of use', async () => {
    await sync();
    await endsIn('bot', 60);
    await quarantineIdentity(knex, {
      identityId: 'other',
      tokenDigest: 'sha256:1',
      code: 'token-unreadable',
      message: 'damaged',
    });
    const health = await IdentityHealth.create({ knex, identities }).list();
    expect(health).toMatchObject([
      { id: 'bot', tokenKind: 'fine-grained', tokenDaysLeft: 2 },
      {
        id: 'other',
        tokenKind: 'classic',
        status: 'quarantined',
        quarantine: {
          code: 'token-unreadable',
          nextStep: expect.stringMatching(/^Authorise the App/),
          since: expect.any(String),
        },
      },
    ]);
    expect(JSON.stringify(health)).not.toMatch(/github_pat|ghp_/);
  });

  it('refreshes what nobody uses, ahead of its end', async () => {
    const simulator = await startAppGitHub();
    const replica = await createReplica({
      knex,
      identities: appIdentities(simulator),
    });
    try {
      await replica.keeper.run();
      await replica.keeper.run();
      expect(countRefreshes(simulator)).toBe(1);
      await knex('identity_tokens').update({
        access_expires_at: knex.raw(
          `clock_timestamp() + interval '9 minutes'`,
        ) as unknown as Date,
      });
      await replica.keeper.run();
      expect(countRefreshes(simulator)).toBe(2);
      const [health] = await IdentityHealth.create({
        knex,
        identities: appIdentities(simulator),
      }).list();
      expect(health).toMatchObject({ tokenKind: 'app', tokenDaysLeft: 183 });
    } finally {
      await replica.stop();
      await simulator.stop();
    }
  });
});
