import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { listIdentityStates } from '../database/operations/identities/listIdentityStates';
import { quarantineIdentity } from '../database/operations/identities/quarantineIdentity';
import { recordIdentityError } from '../database/operations/identities/recordIdentityError';
import { recordIdentityUser } from '../database/operations/identities/recordIdentityUser';
import { syncIdentityStates } from '../database/operations/identities/syncIdentityStates';
import { getUser } from '../github/getUser';
import { GitHubError } from '../github/GitHubError';
import { credentialsDigest } from './credentialsDigest';
import type { GitHubClients } from './GitHubClients';
import type { Identity, IdentityRegistry } from './IdentityRegistry';

const TIMEOUT_MS = 10_000;

/**
 * Asks GitHub whose an identity's token is: to name it to people, to find its
 * tasks again, and to end a quarantine where the token answers after all.
 * Nothing waits for it.
 */
export class IdentityProbe {
  constructor(
    private readonly options: {
      knex: Knex;
      identities: IdentityRegistry;
      clients: GitHubClients;
      logger: LoggerService;
    },
  ) {}

  /** Gives every identity its row. */
  async sync(): Promise<void> {
    const { knex, identities } = this.options;
    await syncIdentityStates(
      knex,
      identities.list().map(({ id, config }) => ({
        id,
        tokenDigest: credentialsDigest(config),
      })),
    );
  }

  /** Asks for those whose user is unknown and those in quarantine. */
  async run(signal: AbortSignal): Promise<void> {
    const { knex, identities } = this.options;
    const all = identities.list();
    const states = await listIdentityStates(
      knex,
      all.map(identity => identity.id),
    );
    const open = new Set(
      states
        .filter(state => state.quarantined || state.user_id === null)
        .map(state => state.identity_id),
    );
    await Promise.all(
      all
        .filter(identity => open.has(identity.id))
        .map(identity => this.probe(identity, signal)),
    );
  }

  private async probe(identity: Identity, signal: AbortSignal): Promise<void> {
    const { knex, clients, logger } = this.options;
    const identityId = identity.id;
    try {
      const user = await getUser(clients.get(identityId), {
        signal,
        timeoutMs: TIMEOUT_MS,
      });
      await recordIdentityUser(knex, {
        identityId,
        userId: user.id,
        login: user.login,
      });
    } catch (error) {
      if (!(error instanceof GitHubError) || signal.aborted) {
        throw error;
      }
      if (error.status !== 401) {
        await recordIdentityError(knex, { identityId, message: error.message });
        return;
      }
      const started = await quarantineIdentity(knex, {
        identityId,
        tokenDigest: credentialsDigest(identity.config),
        message: error.message,
      });
      if (started) {
        logger.error(
          `GitHub rejected the token of identity ${identityId}: replace agentTasks.identities[].token`,
        );
      }
    }
  }
}
