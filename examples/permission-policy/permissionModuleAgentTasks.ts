import {
  coreServices,
  createBackendModule,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { decideAboutAgentTasks } from './decideAboutAgentTasks';

class PortalPolicy implements PermissionPolicy {
  readonly #userInfo: UserInfoService;

  constructor(options: { userInfo: UserInfoService }) {
    this.#userInfo = options.userInfo;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const info = user && (await this.#userInfo.getUserInfo(user.credentials));
    return (
      decideAboutAgentTasks(permission, info) ?? {
        // what you decide about the rest of the portal belongs here
        result: AuthorizeResult.ALLOW,
      }
    );
  }
}

/** The permission policy of a portal; a backend has one. */
export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'agent-tasks-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint, userInfo: coreServices.userInfo },
      async init({ policy, userInfo }) {
        policy.setPolicy(new PortalPolicy({ userInfo }));
      },
    });
  },
});
