import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { GitHubClient } from '../github/GitHubClient';
import type { AnswerRecorder } from './AnswerRecorder';
import {
  credentialsFromConfig,
  IdentityCredentials,
} from './IdentityCredentials';
import type { Identity, IdentityRegistry } from './IdentityRegistry';

/** The client of each identity. */
export class GitHubClients {
  static create(options: {
    identities: IdentityRegistry;
    recorder: AnswerRecorder;
    logger: LoggerService;
    /** Tokens of the configuration unless given. */
    credentials?: (identity: Identity) => IdentityCredentials;
  }): GitHubClients {
    const {
      identities,
      recorder,
      logger,
      credentials = ({ config }) => credentialsFromConfig(config),
    } = options;
    return new GitHubClients(
      new Map(
        identities.list().map(identity => [
          identity.id,
          GitHubClient.create({
            identity,
            credentials: credentials(identity),
            logger,
            onAnswer: facts =>
              // a token that is refreshed ends every few hours, which is no news
              recorder.record(
                identity.config.app
                  ? { ...facts, tokenExpiresAt: undefined }
                  : facts,
              ),
          }),
        ]),
      ),
    );
  }

  private constructor(private readonly clients: Map<string, GitHubClient>) {}

  /**
   * @param token - of somebody else, who asks in place of the identity
   * @throws NotFoundError where the configuration has no such identity.
   */
  get(identityId: string, token?: string): GitHubClient {
    const client = this.clients.get(identityId);
    if (!client) {
      throw new NotFoundError(`There is no identity '${identityId}'`);
    }
    return token === undefined ? client : client.withToken(token);
  }
}
