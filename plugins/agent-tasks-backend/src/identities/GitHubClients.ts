import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { GitHubClient } from '../github/GitHubClient';
import type { AnswerRecorder } from './AnswerRecorder';
import { credentialsFromConfig } from './IdentityCredentials';
import type { IdentityRegistry } from './IdentityRegistry';

/** The client of each identity. */
export class GitHubClients {
  static create(options: {
    identities: IdentityRegistry;
    recorder: AnswerRecorder;
    logger: LoggerService;
  }): GitHubClients {
    const { identities, recorder, logger } = options;
    return new GitHubClients(
      new Map(
        identities.list().map(identity => [
          identity.id,
          GitHubClient.create({
            identity,
            credentials: credentialsFromConfig(identity.config),
            logger,
            onAnswer: facts => recorder.record(facts),
          }),
        ]),
      ),
    );
  }

  private constructor(private readonly clients: Map<string, GitHubClient>) {}

  /** @throws NotFoundError where the configuration has no such identity. */
  get(identityId: string): GitHubClient {
    const client = this.clients.get(identityId);
    if (!client) {
      throw new NotFoundError(`There is no identity '${identityId}'`);
    }
    return client;
  }
}
