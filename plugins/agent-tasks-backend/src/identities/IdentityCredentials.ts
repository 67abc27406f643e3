import type { IdentityConfig } from '../config/AgentTasksConfig';

/**
 * Where the tokens of an identity come from. Asked before every request, so
 * that a token may change while the backend runs.
 */
export interface IdentityCredentials {
  /** `pull-request` is the launching token unless one is configured. */
  token(kind: 'launch' | 'pull-request'): Promise<string>;
}

/** Tokens as configuration gives them. */
export function credentialsFromConfig(
  config: Pick<IdentityConfig, 'token' | 'pullRequestToken'>,
): IdentityCredentials {
  return {
    token: async kind =>
      kind === 'pull-request'
        ? config.pullRequestToken ?? config.token
        : config.token,
  };
}
