import type { IdentityConfig } from '../config/AgentTasksConfig';
import { tokenDigest } from './tokenDigest';

/** Tells one configuration of an identity's credentials from another. */
export function credentialsDigest(
  config: Pick<IdentityConfig, 'token' | 'app'>,
): string {
  const { token, app } = config;
  return tokenDigest(
    app
      ? JSON.stringify([app.clientId, app.clientSecret, app.refreshToken])
      : token ?? '',
  );
}
