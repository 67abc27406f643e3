import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { IdentityConfig } from '../config/AgentTasksConfig';
import { AppCredentials } from './AppCredentials';
import { isAppIdentity } from './AppIdentity';
import type { Identity } from './IdentityRegistry';
import type { TokenCipher } from './TokenCipher';

/**
 * Where the tokens of an identity come from. Asked before every request, so
 * that a token may change while the backend runs.
 */
export interface IdentityCredentials {
  /**
   * `pull-request` is the launching token unless one is configured.
   *
   * @throws CredentialsError where there is none to use.
   */
  token(kind: 'launch' | 'pull-request'): Promise<string>;

  /**
   * Asked when GitHub has rejected a token: whether it is out of date, so that
   * the rejection says nothing about the identity.
   */
  isReplaced?(kind: 'launch' | 'pull-request', token: string): Promise<boolean>;
}

/** The credentials that an identity is configured with. */
export function createCredentials(
  identity: Identity,
  options: { knex: Knex; cipher: TokenCipher; logger: LoggerService },
): IdentityCredentials {
  return isAppIdentity(identity)
    ? AppCredentials.create({ identity, ...options })
    : credentialsFromConfig(identity.config);
}

/** Tokens as configuration gives them. */
export function credentialsFromConfig(
  config: Pick<IdentityConfig, 'token' | 'pullRequestToken'>,
): IdentityCredentials {
  const { token = '', pullRequestToken = token } = config;
  return {
    token: async kind => (kind === 'pull-request' ? pullRequestToken : token),
  };
}
