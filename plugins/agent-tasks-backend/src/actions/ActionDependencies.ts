import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { AuditedCall } from '../audit/auditedCall';
import type { Caller, TaskService } from '../tasks/TaskService';

/** What every action works with. */
export type ActionDependencies = {
  actionsRegistry: ActionsRegistryService;
  audited: AuditedCall;
  readCaller(credentials: BackstageCredentials): Caller;
  tasks: TaskService;
};
