import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { listIdentityStates } from '../database/operations/identities/listIdentityStates';
import { warnOfExpiry } from '../database/operations/identities/warnOfExpiry';
import { readIdentityToken } from '../database/operations/tokens/readIdentityToken';
import { resealToken } from '../database/operations/tokens/resealToken';
import { Loop } from '../loops/Loop';
import { AppCredentials } from './AppCredentials';
import { AppIdentity, isAppIdentity } from './AppIdentity';
import { CredentialsError } from './CredentialsError';
import type { IdentityRegistry } from './IdentityRegistry';
import { openPair, sealPair } from './sealedPair';
import type { TokenCipher } from './TokenCipher';

const POLL_MS = 60_000;

/**
 * Keeps tokens good while nobody uses them: refreshes them ahead of their end,
 * moves them to the current encryption key, and has administrators warned of
 * an end that only they can put off.
 *
 * Runs on every replica. What must not happen twice is claimed in a row.
 */
export class IdentityKeeper {
  static create(options: {
    knex: Knex;
    identities: IdentityRegistry;
    cipher: TokenCipher;
    logger: LoggerService;
    /** Told after warnings were noted: there is news to tell. */
    onNews?: () => void;
  }): IdentityKeeper {
    const apps = options.identities
      .list()
      .filter(isAppIdentity)
      .map(identity => ({
        identity,
        credentials: AppCredentials.create({ ...options, identity }),
      }));
    return new IdentityKeeper(options, apps);
  }

  private readonly loop: Loop;

  private constructor(
    private readonly options: Parameters<typeof IdentityKeeper.create>[0],
    private readonly apps: {
      identity: AppIdentity;
      credentials: AppCredentials;
    }[],
  ) {
    this.loop = new Loop({
      name: 'Keeping the tokens of identities',
      logger: options.logger,
      longestWaitMs: POLL_MS,
      run: async () => {
        await this.run();
        return undefined;
      },
    });
  }

  async start(): Promise<void> {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** One look at every identity. */
  async run(): Promise<void> {
    const { knex, identities, onNews = () => {} } = this.options;
    const ids = identities.list().map(({ id }) => id);
    const states = await listIdentityStates(knex, ids);
    for (const { identity, credentials } of this.apps) {
      const state = states.find(({ identity_id: id }) => id === identity.id);
      if (!state?.quarantined) {
        await this.keep(identity, credentials);
      }
    }
    if (await warnOfExpiry(knex, ids)) {
      onNews();
    }
  }

  private async keep(
    identity: AppIdentity,
    credentials: AppCredentials,
  ): Promise<void> {
    try {
      await credentials.token('launch');
      await this.reseal(identity);
    } catch (error) {
      // what follows from it was written and logged where it happened
      if (!(error instanceof CredentialsError)) {
        throw error;
      }
    }
  }

  private async reseal({ id }: AppIdentity): Promise<void> {
    const { knex, cipher, logger } = this.options;
    const stored = await readIdentityToken(knex, id);
    if (!stored || !cipher.isOutdated(stored.sealed)) {
      return;
    }
    const to = sealPair(cipher, id, openPair(cipher, id, stored.sealed));
    if (await resealToken(knex, { identityId: id, from: stored.sealed, to })) {
      logger.info(
        `The stored tokens of identity ${id} are encrypted with the current key now`,
      );
    }
  }
}
