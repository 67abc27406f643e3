import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { pauseIdentity } from '../database/operations/identities/pauseIdentity';
import { quarantineIdentity } from '../database/operations/identities/quarantineIdentity';
import { recordIdentityError } from '../database/operations/identities/recordIdentityError';
import type { GitHubClient } from '../github/GitHubClient';
import { GitHubError } from '../github/GitHubError';
import { credentialsDigest } from '../identities/credentialsDigest';
import { IdentityBackoff } from './IdentityBackoff';

/**
 * What follows from a reading that failed. A limit pauses the identity and a
 * rejected token takes it out of use, on all replicas; anything else, also a
 * database that is away, makes this process wait. A task's row stays as it was, with the age of its reading.
 */
export class ReadFailures {
  readonly backoff = new IdentityBackoff();

  constructor(
    private readonly options: { knex: Knex; logger: LoggerService },
  ) {}

  /** @returns milliseconds until the next try. */
  async note(
    client: GitHubClient,
    error: unknown,
    token: 'launch' | 'pull-request' = 'launch',
  ): Promise<number> {
    const { knex, logger } = this.options;
    const { id, config } = client.identity;
    const waitMs = this.backoff.failed(id, error);
    const message = error instanceof Error ? error.message : String(error);
    const again = `again in ${Math.round(waitMs / 1000)} s: ${message}`;
    if (!(error instanceof GitHubError)) {
      logger.error(`What ${id} read from GitHub could not be kept, ${again}`);
      return waitMs;
    }
    logger.warn(`Reading from GitHub as ${id} failed, ${again}`);
    const { failure } = error;
    const ownToken =
      token === 'pull-request' && config.pullRequestToken !== undefined;
    if (failure.kind === 'answered' && failure.rateLimited && !ownToken) {
      await pauseIdentity(knex, {
        identityId: id,
        forMs: waitMs,
        reason: message,
      });
    } else if (error.status === 401 && !ownToken) {
      const first = await quarantineIdentity(knex, {
        identityId: id,
        tokenDigest: credentialsDigest(config),
        message,
      });
      if (first) {
        logger.error(
          `GitHub rejects the token of identity ${id}: replace it under agentTasks.identities`,
        );
      }
    }
    await recordIdentityError(knex, { identityId: id, message });
    return waitMs;
  }
}
