import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { quarantineIdentity } from '../database/operations/identities/quarantineIdentity';
import { beginTokens } from '../database/operations/tokens/beginTokens';
import { claimRefresh } from '../database/operations/tokens/claimRefresh';
import {
  IdentityTokenNow,
  readIdentityToken,
} from '../database/operations/tokens/readIdentityToken';
import type { AppIdentity } from './AppIdentity';
import { CredentialsError } from './CredentialsError';
import { credentialsDigest } from './credentialsDigest';
import type { IdentityCredentials } from './IdentityCredentials';
import { openPair, sealPair, TokenPair } from './sealedPair';
import type { TokenCipher } from './TokenCipher';
import { tokenDigest } from './tokenDigest';
import { REFRESH_TIMEOUT_MS, TokenRefresher } from './TokenRefresher';

/** A token is replaced this long before it ends. */
const AHEAD_MS = 600_000;
/** A token that ends sooner than this is not used any more. */
const SHORTEST_MS = 30_000;
/** Longer than the request may take, with room to write what came of it. */
const LEASE_MS = REFRESH_TIMEOUT_MS + 10_000;
/** How long a request waits for another replica's refresh. */
const WAIT_MS = 5_000;
const LOOK_AGAIN_MS = 50;

/**
 * The user token of a GitHub App, refreshed before it ends by one replica for
 * all. Read anew for every request, because another replica may have refreshed
 * it, which ends the old one at once.
 *
 * All times are the database's: replicas whose clocks differ agree on who
 * refreshes, and when.
 */
export class AppCredentials implements IdentityCredentials {
  static create(options: {
    identity: AppIdentity;
    knex: Knex;
    cipher: TokenCipher;
    logger: LoggerService;
    /** Milliseconds before its end at which a token is replaced. */
    aheadMs?: number;
    /** Milliseconds that a request waits for another replica's refresh. */
    waitMs?: number;
  }): AppCredentials {
    return new AppCredentials(options, new TokenRefresher(options));
  }

  private constructor(
    private readonly options: Parameters<typeof AppCredentials.create>[0],
    private readonly refresher: TokenRefresher,
  ) {}

  /**
   * @throws CredentialsError where there is no token to use. What follows for
   *   the identity is written by then.
   */
  async token(kind: 'launch' | 'pull-request'): Promise<string> {
    const { pullRequestToken } = this.options.identity.config;
    return kind === 'pull-request' && pullRequestToken !== undefined
      ? pullRequestToken
      : await this.current();
  }

  async isReplaced(
    kind: 'launch' | 'pull-request',
    token: string,
  ): Promise<boolean> {
    const { identity } = this.options;
    if (kind === 'pull-request' && identity.config.pullRequestToken) {
      return false;
    }
    try {
      return (await this.current(token)) !== token;
    } catch (error) {
      if (error instanceof CredentialsError) {
        // said where it was found out, and not the request's fault
        return true;
      }
      throw error;
    }
  }

  /**
   * @param rejected - a token that GitHub did not take. It is replaced, unless
   *   one was for the same reason within the last hour: then the token is not
   *   what GitHub minds.
   */
  private async current(rejected?: string): Promise<string> {
    const {
      knex,
      identity,
      aheadMs = AHEAD_MS,
      waitMs = WAIT_MS,
    } = this.options;
    const giveUpAt = performance.now() + waitMs;
    for (;;) {
      const state = await this.read();
      const pair = await this.open(state);
      const { accessToken } = pair;
      const isRejected = accessToken !== undefined && accessToken === rejected;
      if (isRejected && state.rejected_lately && !state.refresh_started_at) {
        return accessToken;
      }
      const mayUse =
        isRejected || state.access_left_ms < Math.min(SHORTEST_MS, aheadMs)
          ? undefined
          : accessToken;
      if (mayUse && state.access_left_ms > aheadMs && !state.lease_left_ms) {
        return mayUse;
      }
      if (!state.lease_left_ms && state.due_in_ms) {
        // what was refused or lost is not tried again yet
        if (mayUse) {
          return mayUse;
        }
        await this.refresher.pause(identity.id, state.due_in_ms);
        throw CredentialsError.passing(
          'The token could not be refreshed yet; it is tried again',
        );
      }
      const claimed =
        !state.lease_left_ms &&
        (await claimRefresh(knex, {
          identityId: identity.id,
          generation: state.generation,
          interrupted: state.refresh_started_at !== null,
          leaseMs: LEASE_MS,
        }));
      if (claimed) {
        await this.refresh(state, pair, isRejected);
      } else if (performance.now() > giveUpAt) {
        throw CredentialsError.passing(
          'Another replica refreshes the token; it is waited for',
        );
      } else {
        await sleep(LOOK_AGAIN_MS * (0.5 + Math.random()));
      }
    }
  }

  /** Leaves it to the next look what is to be used after a refresh that failed. */
  private async refresh(
    state: IdentityTokenNow,
    pair: TokenPair,
    rejected: boolean,
  ): Promise<void> {
    try {
      await this.refresher.refresh({
        identity: this.options.identity,
        generation: state.generation,
        refreshToken: pair.refreshToken,
        interrupted: state.refresh_started_at !== null,
        rejected,
      });
    } catch (error) {
      if (!(error instanceof CredentialsError) || error.code !== undefined) {
        throw error;
      }
    }
  }

  /** The stored tokens; a refresh token that is new in the configuration begins them anew. */
  private async read(): Promise<IdentityTokenNow> {
    const { knex, cipher, identity, logger } = this.options;
    const { refreshToken } = identity.config.app;
    const seedDigest = tokenDigest(refreshToken);
    const state = await readIdentityToken(knex, identity.id);
    if (state?.used_seeds.includes(seedDigest)) {
      return state;
    }
    const began = await beginTokens(knex, {
      identityId: identity.id,
      seedDigest,
      sealed: sealPair(cipher, identity.id, { refreshToken }),
    });
    if (began) {
      logger.info(
        `The tokens of identity ${identity.id} begin with the configured refresh token`,
      );
    }
    return await this.read();
  }

  private async open(state: IdentityTokenNow): Promise<TokenPair> {
    const { knex, cipher, identity, logger } = this.options;
    try {
      return openPair(cipher, identity.id, state.sealed);
    } catch (error) {
      if (error instanceof CredentialsError && error.code) {
        const started = await quarantineIdentity(knex, {
          identityId: identity.id,
          tokenDigest: credentialsDigest(identity.config),
          code: error.code,
          message: error.message,
        });
        if (started) {
          logger.error(
            `Identity ${identity.id} is out of use (${error.code}): ${error.message} ${error.nextStep}`,
          );
        }
      }
      throw error;
    }
  }
}
