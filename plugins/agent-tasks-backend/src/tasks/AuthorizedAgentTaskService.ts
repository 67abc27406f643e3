import {
  AgentTaskApprovalPage,
  agentTaskApprovePermission,
  agentTaskAttendPermission,
  agentTaskCreatePermission,
  AgentTaskDetail,
  AgentTaskFacets,
  AgentTaskPage,
  agentTaskReadPermission,
  agentTaskResolvePermission,
  agentTaskRetryPermission,
  agentTaskWithdrawPermission,
  AgentTask,
  ApproveTaskRequest,
  AttendTaskRequest,
  ListApprovalsQuery,
  ListTasksQuery,
  RejectTaskRequest,
  ResolveTaskResult,
  ResolveTasksRequest,
  SubmitTaskRequest,
  TaskFacetsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  TaskAuthorization,
  TaskAuthorizer,
} from '../permissions/TaskAuthorizer';
import { requirePermission } from '../permissions/requirePermission';
import { toTaskResource } from '../permissions/toTaskResource';
import { visibleTo } from '../permissions/visibleTo';
import { reasonsOf } from '../refusals/Refusal';
import { notPermitted } from '../refusals/notPermitted';
import { taskNotFound } from '../refusals/taskNotFound';
import type { Caller, RetryRequest, TaskService } from './TaskService';

// in the order in which narrowActions takes them
const actionPermissions = [
  agentTaskRetryPermission,
  agentTaskWithdrawPermission,
  agentTaskResolvePermission,
  agentTaskApprovePermission,
  agentTaskAttendPermission,
];

/**
 * Decides who may; the service behind it decides what can be done. A task that
 * the caller may not read does not exist for them.
 */
export class AuthorizedAgentTaskService implements TaskService {
  readonly #service: TaskService;
  readonly #permissions: PermissionsService;
  readonly #authorizer: TaskAuthorizer;

  private constructor(options: AuthorizedOptions) {
    this.#service = options.service;
    this.#permissions = options.permissions;
    this.#authorizer = options.authorizer;
  }

  static create(options: AuthorizedOptions): AuthorizedAgentTaskService {
    return new AuthorizedAgentTaskService(options);
  }

  async submit(request: SubmitTaskRequest, caller: Caller) {
    await this.#requireCreate(caller);
    const { task, created } = await this.#service.submit(request, caller);
    return { task: await this.#withActions(task, caller), created };
  }

  async preview(request: SubmitTaskRequest, caller: Caller) {
    await this.#requireCreate(caller);
    return this.#service.preview(request, caller);
  }

  async get(id: string, caller: Caller): Promise<AgentTaskDetail> {
    const [read, ...actions] = await this.#decide(caller, [
      agentTaskReadPermission,
      ...actionPermissions,
    ]);
    if (read.denied) {
      throw notPermitted(agentTaskReadPermission);
    }
    const task = await this.#service.get(id, caller);
    if (!read.allows(toTaskResource(task))) {
      throw taskNotFound(id);
    }
    return narrowActions(task, actions);
  }

  async list(query: ListTasksQuery, caller: Caller): Promise<AgentTaskPage> {
    const [read, ...actions] = await this.#decide(caller, [
      agentTaskReadPermission,
      ...actionPermissions,
    ]);
    const page = await this.#service.list(visibleTo(query, read), caller);
    return {
      ...page,
      items: page.items.map(task => narrowActions(task, actions)),
    };
  }

  async facets(
    query: TaskFacetsQuery,
    caller: Caller,
  ): Promise<AgentTaskFacets> {
    const [read] = await this.#decide(caller, [agentTaskReadPermission]);
    return this.#service.facets(visibleTo(query, read), caller);
  }

  async retry(id: string, options: RetryRequest, caller: Caller) {
    await this.#requireForTask(id, agentTaskRetryPermission, caller);
    return this.#withActions(
      await this.#service.retry(id, options, caller),
      caller,
    );
  }

  async withdraw(id: string, options: { reason?: string }, caller: Caller) {
    await this.#requireForTask(id, agentTaskWithdrawPermission, caller);
    return this.#withActions(
      await this.#service.withdraw(id, options, caller),
      caller,
    );
  }

  async resolve(
    request: ResolveTasksRequest,
    caller: Caller,
  ): Promise<ResolveTaskResult[]> {
    const [[read, resolve, ...actions], tasks] = await Promise.all([
      this.#decide(caller, [
        agentTaskReadPermission,
        agentTaskResolvePermission,
        ...actionPermissions,
      ]),
      this.#service.getResources(request.ids),
    ]);
    if (resolve.denied) {
      throw notPermitted(agentTaskResolvePermission);
    }
    const refusals = new Map<string, ResolveTaskResult>();
    request.ids.forEach((id, index) => {
      const task = tasks[index];
      const visible = task && read.allows(task);
      if (!visible || !resolve.allows(task)) {
        const refusal = visible
          ? notPermitted(agentTaskResolvePermission)
          : taskNotFound(id);
        refusals.set(id, { id, resolved: false, reasons: reasonsOf(refusal) });
      }
    });
    const ids = request.ids.filter(id => !refusals.has(id));
    const results = ids.length
      ? await this.#service.resolve({ ...request, ids }, caller)
      : [];
    const resultOf = new Map(results.map(result => [result.id, result]));
    return request.ids.flatMap(id => {
      const result = refusals.get(id) ?? resultOf.get(id) ?? [];
      return 'task' in result && result.task
        ? { ...result, task: narrowActions(result.task, actions) }
        : result;
    });
  }

  async approvals(
    query: ListApprovalsQuery,
    caller: Caller,
  ): Promise<AgentTaskApprovalPage> {
    const [read, ...actions] = await this.#decide(caller, [
      agentTaskReadPermission,
      ...actionPermissions,
    ]);
    const page = await this.#service.approvals(visibleTo(query, read), caller);
    return {
      ...page,
      items: page.items.map(task => narrowActions(task, actions)),
    };
  }

  async approve(id: string, body: ApproveTaskRequest, caller: Caller) {
    await this.#requireForTask(id, agentTaskApprovePermission, caller);
    return this.#withActions(
      await this.#service.approve(id, body, caller),
      caller,
    );
  }

  async reject(id: string, body: RejectTaskRequest, caller: Caller) {
    await this.#requireForTask(id, agentTaskApprovePermission, caller);
    return this.#withActions(
      await this.#service.reject(id, body, caller),
      caller,
    );
  }

  async attend(id: string, body: AttendTaskRequest, caller: Caller) {
    await this.#requireForTask(id, agentTaskAttendPermission, caller);
    return this.#withActions(
      await this.#service.attend(id, body, caller),
      caller,
    );
  }

  async getResources(ids: string[]) {
    return this.#service.getResources(ids);
  }

  async #requireCreate(caller: Caller): Promise<void> {
    await requirePermission(
      this.#permissions,
      agentTaskCreatePermission,
      caller.credentials,
    );
  }

  async #requireForTask(
    id: string,
    permission: ResourcePermission,
    caller: Caller,
  ): Promise<void> {
    const [[read, wanted], [task]] = await Promise.all([
      this.#decide(caller, [agentTaskReadPermission, permission]),
      this.#service.getResources([id]),
    ]);
    if (wanted.denied) {
      throw notPermitted(permission);
    }
    if (!task || !read.allows(task)) {
      throw taskNotFound(id);
    }
    if (!wanted.allows(task)) {
      throw notPermitted(permission);
    }
  }

  async #withActions<T extends AgentTask>(task: T, caller: Caller): Promise<T> {
    const actions = await this.#decide(caller, actionPermissions);
    return narrowActions(task, actions);
  }

  async #decide(
    caller: Caller,
    permissions: ResourcePermission[],
  ): Promise<TaskAuthorization[]> {
    return this.#authorizer.authorize(permissions, caller.credentials);
  }
}

type AuthorizedOptions = {
  service: TaskService;
  permissions: PermissionsService;
  authorizer: TaskAuthorizer;
};

function narrowActions<T extends AgentTask>(
  task: T,
  [retry, withdraw, resolve, approve, attend]: TaskAuthorization[],
): T {
  const { actions } = task;
  const resource = toTaskResource(task);
  const narrow = (
    action: AgentTask['actions']['retry'],
    authorization: TaskAuthorization,
    verb: string,
  ) =>
    action.allowed && !authorization.allows(resource)
      ? { allowed: false, reason: `You may not ${verb} this task.` }
      : action;
  return {
    ...task,
    actions: {
      retry: narrow(actions.retry, retry, 'retry'),
      withdraw: narrow(actions.withdraw, withdraw, 'withdraw'),
      resolve: narrow(actions.resolve, resolve, 'decide about'),
      approve: narrow(actions.approve, approve, 'approve'),
      attend: narrow(actions.attend, attend, 'look after'),
      followUp: {
        ...narrow(actions.followUp, retry, 'retry'),
        kinds: actions.followUp.kinds,
      },
    },
  };
}
