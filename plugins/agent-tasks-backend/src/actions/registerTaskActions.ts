import type {
  AuditorService,
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import { createAuditedCall } from '../audit/auditedCall';
import type { AuditTrail } from '../audit/AuditTrail';
import { callerOf } from '../tasks/callerOf';
import type { Caller, TaskService } from '../tasks/TaskService';
import type { AuthorizedCampaigns } from '../campaigns/AuthorizedCampaigns';
import { registerApprovalActions } from './registerApprovalActions';
import { registerCampaignActions } from './registerCampaignActions';
import { registerReadActions } from './registerReadActions';
import { registerWriteActions } from './registerWriteActions';
import type { ActionDependencies } from './ActionDependencies';

/**
 * The broker as Backstage actions, and so as tools of the portal's MCP server.
 *
 * An action asks the same service as a route does, with its caller's
 * credentials: permissions, policy and audit are those of REST. An assistant
 * approves only what its user may approve.
 */
export function registerTaskActions(options: {
  actionsRegistry: ActionsRegistryService;
  auditor: AuditorService;
  auth: AuthService;
  campaigns: AuthorizedCampaigns;
  tasks: TaskService;
  trail: Pick<AuditTrail, 'refused'>;
  userInfo: UserInfoService;
}): void {
  const { actionsRegistry, auth, campaigns, tasks, userInfo } = options;
  const readCaller = (credentials: BackstageCredentials): Caller => {
    if (
      !auth.isPrincipal(credentials, 'user') &&
      !auth.isPrincipal(credentials, 'service')
    ) {
      throw new NotAllowedError('Agent tasks need a user or a service');
    }
    return callerOf(credentials, userInfo, randomUUID());
  };
  const dependencies: ActionDependencies = {
    actionsRegistry,
    audited: createAuditedCall(options),
    readCaller,
    tasks,
  };
  registerReadActions(dependencies);
  registerWriteActions(dependencies);
  registerApprovalActions(dependencies);
  registerCampaignActions({ ...dependencies, campaigns });
}
