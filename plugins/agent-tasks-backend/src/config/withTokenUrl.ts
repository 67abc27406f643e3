import type { AppIdentityConfig, IdentityConfig } from './AgentTasksConfig';

/** An identity as the schema reads it. */
export type ReadIdentity = Omit<IdentityConfig, 'app'> & {
  app?: Omit<AppIdentityConfig, 'tokenUrl'> & { oauthUrl?: string };
};

/** Adds where the tokens of an App are refreshed. */
export function withTokenUrl(identity: ReadIdentity): IdentityConfig {
  const { app, ...rest } = identity;
  if (!app) {
    return rest;
  }
  const { oauthUrl = oauthUrlOf(identity.apiBaseUrl), ...credentials } = app;
  return {
    ...rest,
    app: {
      ...credentials,
      tokenUrl: `${oauthUrl.replace(/\/+$/, '')}/access_token`,
    },
  };
}

/**
 * GitHub Enterprise Server has its API below `/api/v3` of its pages; github.com
 * and ghe.com have it on a host of its own, `api.`.
 */
function oauthUrlOf(apiBaseUrl: string): string {
  const pages = apiBaseUrl
    .replace(/\/+$/, '')
    .replace(/\/api\/v3$/, '')
    .replace(/^(https?:\/\/)api\./, '$1');
  return `${pages}/login/oauth`;
}
