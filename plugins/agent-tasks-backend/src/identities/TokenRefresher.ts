import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { pauseIdentity } from '../database/operations/identities/pauseIdentity';
import { quarantineIdentity } from '../database/operations/identities/quarantineIdentity';
import { endRefresh } from '../database/operations/tokens/endRefresh';
import { saveRefreshed } from '../database/operations/tokens/saveRefreshed';
import { refreshUserToken, UserTokens } from '../github/refreshUserToken';
import { CredentialsError } from './CredentialsError';
import { credentialsDigest } from './credentialsDigest';
import type { AppIdentity } from './AppIdentity';
import type { QuarantineCode } from './quarantines';
import { sealPair } from './sealedPair';
import type { TokenCipher } from './TokenCipher';

/** Of the request to GitHub; well below the lease. */
export const REFRESH_TIMEOUT_MS = 10_000;
/** GitHub's lifetime of an access token, where an answer does not say it. */
const USUAL_ACCESS_SECONDS = 28_800;
/** The only copy of a new pair is worth waiting for a database. */
const KEEP_SAVING_MS = 600_000;
const SAVE_AGAIN_MS = 250;

/** A refresh that the caller has claimed. */
export type ClaimedRefresh = {
  identity: AppIdentity;
  generation: number;
  refreshToken: string;
  /** An earlier refresh was sent with the same token, and its answer is not known. */
  interrupted: boolean;
  /** GitHub has rejected the access token. */
  rejected: boolean;
};

const refusals: Record<string, QuarantineCode> = {
  bad_refresh_token: 'refresh-token-rejected',
  incorrect_client_credentials: 'client-rejected',
};

/**
 * Carries out one claimed refresh, and writes what came of it.
 *
 * Using a refresh token ends it and the access token that came with it. So a
 * process that dies, or an answer that is lost, between GitHub's work and our
 * commit leaves a refresh token that is used up, and nobody can get the new
 * one back. What can be done: the intent is committed before, the same refresh
 * token is tried once more, and where GitHub refuses it the identity is taken
 * out of use with that reason, until somebody authorises the App again.
 */
export class TokenRefresher {
  constructor(
    private readonly options: {
      knex: Knex;
      cipher: TokenCipher;
      logger: LoggerService;
    },
  ) {}

  /**
   * @throws CredentialsError where there is no new pair. What follows for the
   *   identity is written by then.
   */
  async refresh(claim: ClaimedRefresh): Promise<void> {
    const { identity, interrupted } = claim;
    const sentAt = performance.now();
    const answer = await refreshUserToken(
      identity.config.app,
      claim.refreshToken,
      { timeoutMs: REFRESH_TIMEOUT_MS },
    );
    switch (answer.kind) {
      case 'refreshed':
        await this.save(claim, answer.tokens, sentAt);
        return;
      case 'refused': {
        const code = refusals[answer.error] ?? 'refresh-refused';
        await this.giveUp(
          claim,
          code === 'refresh-token-rejected' && interrupted
            ? 'refresh-interrupted'
            : code,
          answer.error,
        );
        return;
      }
      case 'not-done':
      case 'unknown':
      default:
        await this.postpone(
          claim,
          answer.message,
          answer.kind === 'not-done' && !interrupted,
        );
    }
  }

  private async save(
    claim: ClaimedRefresh,
    tokens: UserTokens,
    sentAt: number,
  ): Promise<void> {
    const { knex, cipher, logger } = this.options;
    const { identity, generation, rejected } = claim;
    const sealed = sealPair(cipher, identity.id, tokens);
    const left = (seconds: number) =>
      seconds * 1000 - (performance.now() - sentAt);
    for (;;) {
      try {
        const saved = await knex.transaction(tx =>
          saveRefreshed(tx, {
            identityId: identity.id,
            generation,
            sealed,
            accessLeftMs: left(tokens.accessSeconds ?? USUAL_ACCESS_SECONDS),
            refreshLeftMs:
              tokens.refreshSeconds === undefined
                ? undefined
                : left(tokens.refreshSeconds),
            rejected,
          }),
        );
        logger.info(
          saved
            ? `The token of identity ${identity.id} was refreshed`
            : `A refreshed token of identity ${identity.id} was dropped: another refresh token was configured meanwhile`,
        );
        return;
      } catch (error) {
        if (performance.now() - sentAt > KEEP_SAVING_MS) {
          throw error;
        }
        logger.warn(
          `The refreshed token of identity ${identity.id} was not stored, again: ${error}`,
        );
        await sleep(SAVE_AGAIN_MS * (0.5 + Math.random()));
      }
    }
  }

  private async giveUp(
    claim: ClaimedRefresh,
    code: QuarantineCode,
    error: string,
  ): Promise<void> {
    const { knex, logger } = this.options;
    const { identity, generation, interrupted } = claim;
    const problem = CredentialsError.permanent(code);
    const known = await knex.transaction(async tx => {
      const waitMs = await endRefresh(tx, {
        identityId: identity.id,
        generation,
        settled: !interrupted,
      });
      if (waitMs === undefined) {
        // the pair that the lost answer held was stored after all
        return false;
      }
      await quarantineIdentity(tx, {
        identityId: identity.id,
        tokenDigest: credentialsDigest(identity.config),
        code,
        message: problem.message,
      });
      return true;
    });
    if (known) {
      logger.error(
        `Identity ${identity.id} is out of use (${code}, GitHub says ${error}): ${problem.message} ${problem.nextStep}`,
      );
      throw problem;
    }
  }

  private async postpone(
    claim: ClaimedRefresh,
    message: string,
    settled: boolean,
  ): Promise<void> {
    const { knex, logger } = this.options;
    const { identity, generation } = claim;
    const waitMs = await knex.transaction(tx =>
      endRefresh(tx, { identityId: identity.id, generation, settled }),
    );
    if (waitMs !== undefined) {
      logger.warn(
        `The token of identity ${identity.id} was not refreshed, again in ${waitMs} ms: ${message}`,
      );
      throw CredentialsError.passing(message);
    }
  }

  /** Has launches wait for a token, on all replicas, instead of trying in vain. */
  async pause(identityId: string, forMs: number): Promise<void> {
    await pauseIdentity(this.options.knex, {
      identityId,
      forMs,
      reason: 'The token could not be refreshed yet',
    });
  }
}
