import type { AppIdentityConfig } from '../config/AgentTasksConfig';
import type { Identity } from './IdentityRegistry';

/** An identity whose tokens are refreshed. */
export type AppIdentity = Identity & {
  config: Identity['config'] & { app: AppIdentityConfig };
};

/** Whether an identity's tokens are refreshed. */
export function isAppIdentity(identity: Identity): identity is AppIdentity {
  return identity.config.app !== undefined;
}
