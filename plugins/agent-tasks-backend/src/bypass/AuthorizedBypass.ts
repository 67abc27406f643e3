import {
  AdoptBypassRequest,
  agentTaskBypassDecidePermission,
  agentTaskBypassReadPermission,
  agentTaskReadPermission,
  BypassFinding,
  BypassFindingPage,
  ExcuseBypassRequest,
  ListBypassFindingsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import { requirePermission } from '../permissions/requirePermission';
import type { TaskAuthorizer } from '../permissions/TaskAuthorizer';
import { taskNotFound } from '../refusals/taskNotFound';
import type { Caller, TaskService } from '../tasks/TaskService';
import type { BypassService } from './BypassService';

/**
 * Decides who may. Nothing is adopted under a task that the caller may not
 * read: for them it does not exist.
 */
export class AuthorizedBypass {
  static create(options: AuthorizedBypassOptions): AuthorizedBypass {
    return new AuthorizedBypass(options);
  }

  private constructor(private readonly options: AuthorizedBypassOptions) {}

  async list(
    query: ListBypassFindingsQuery,
    caller: Caller,
  ): Promise<BypassFindingPage> {
    await this.#require(agentTaskBypassReadPermission, caller.credentials);
    return await this.options.service.list(query);
  }

  async adopt(
    id: string,
    request: AdoptBypassRequest,
    caller: Caller,
  ): Promise<BypassFinding> {
    const { service, tasks, authorizer } = this.options;
    await this.#require(agentTaskBypassDecidePermission, caller.credentials);
    const [[read], [task]] = await Promise.all([
      authorizer.authorize([agentTaskReadPermission], caller.credentials),
      tasks.getResources([request.taskId]),
    ]);
    if (!task || read.denied || !read.allows(task)) {
      throw taskNotFound(request.taskId);
    }
    return await service.adopt(id, request, caller);
  }

  async excuse(
    id: string,
    request: ExcuseBypassRequest,
    caller: Caller,
  ): Promise<BypassFinding> {
    await this.#require(agentTaskBypassDecidePermission, caller.credentials);
    return await this.options.service.excuse(id, request, caller);
  }

  async #require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    await requirePermission(this.options.permissions, permission, credentials);
  }
}

type AuthorizedBypassOptions = {
  service: BypassService;
  tasks: Pick<TaskService, 'getResources'>;
  permissions: PermissionsService;
  authorizer: TaskAuthorizer;
};
