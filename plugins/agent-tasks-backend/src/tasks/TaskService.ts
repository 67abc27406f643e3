import type {
  AgentTaskApprovalPage,
  AgentTaskDetail,
  AgentTaskFacets,
  AgentTaskPage,
  AgentTaskPreview,
  ApproveTaskRequest,
  AttendTaskRequest,
  FollowUpKind,
  ListApprovalsQuery,
  ListTasksQuery,
  RejectTaskRequest,
  ResolveTaskResult,
  ResolveTasksRequest,
  RetryTaskRequest,
  SubmitTaskRequest,
  TaskFacetsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type {
  AgentTaskFilter,
  AgentTaskResource,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';

/** Who asks. */
export type Caller = {
  credentials: BackstageCredentials;
  /** Entity reference of the user, or the service's subject. */
  actor: string;
  /** Entity reference, where a user asks or a service does on a user's behalf. */
  userRef?: string;
  /** The service that has carried the user's request, such as `plugin:scaffolder`. */
  via?: string;
  /**
   * Entity references that the user acts for: themselves and their groups.
   * Absent where a service asks for itself.
   */
  memberships?: () => Promise<string[]>;
  requestId: string;
  /**
   * The GitHub token that came with the request. A function, so that whoever
   * writes a caller down does not write the token.
   */
  gitHubToken?: () => string;
};

/** Narrows what a caller sees beyond what was asked for. */
export type Visibility = { visible?: PermissionCriteria<AgentTaskFilter> };

/** What is asked for with a retry, or that the agent goes on. */
export type RetryRequest = RetryTaskRequest & { followUp?: FollowUpKind };

/**
 * What can be done with tasks. {@link AgentTaskService} does it;
 * {@link AuthorizedAgentTaskService} decides who may.
 */
export interface TaskService {
  /**
   * Queues a task, or answers the earlier one of a repeated idempotency key.
   *
   * @throws a refusal with all reasons: 403, 404, 409 or 422.
   */
  submit(
    request: SubmitTaskRequest,
    caller: Caller,
  ): Promise<{ task: AgentTaskDetail; created: boolean }>;
  /** What `submit` would do; nothing is stored. */
  preview(
    request: SubmitTaskRequest,
    caller: Caller,
  ): Promise<AgentTaskPreview>;
  /** @throws NotFoundError */
  get(id: string, caller: Caller): Promise<AgentTaskDetail>;
  list(
    query: ListTasksQuery & Visibility,
    caller: Caller,
  ): Promise<AgentTaskPage>;
  facets(
    query: TaskFacetsQuery & Visibility,
    caller: Caller,
  ): Promise<AgentTaskFacets>;
  /** @throws NotFoundError, ConflictError, or a refusal of policy. */
  retry(
    id: string,
    options: RetryRequest,
    caller: Caller,
  ): Promise<AgentTaskDetail>;
  /** @throws NotFoundError or ConflictError */
  withdraw(
    id: string,
    options: { reason?: string },
    caller: Caller,
  ): Promise<AgentTaskDetail>;
  /**
   * Decides about launches whose outcome stayed unknown. Refusals of single
   * tasks are results.
   *
   * @throws NotAllowedError, where it is refused as a whole.
   */
  resolve(
    request: ResolveTasksRequest,
    caller: Caller,
  ): Promise<ResolveTaskResult[]>;
  /** Tasks that wait for approval. */
  approvals(
    query: ListApprovalsQuery & Visibility,
    caller: Caller,
  ): Promise<AgentTaskApprovalPage>;
  /**
   * Agrees that a task is launched with the prompt of the digest.
   *
   * @throws a refusal with all reasons: 403, 404 or 409.
   */
  approve(
    id: string,
    body: ApproveTaskRequest,
    caller: Caller,
  ): Promise<AgentTaskDetail>;
  /**
   * Ends a task that waits for approval.
   *
   * @throws a refusal with all reasons: 403, 404 or 409.
   */
  reject(
    id: string,
    body: RejectTaskRequest,
    caller: Caller,
  ): Promise<AgentTaskDetail>;
  /**
   * Says that the caller looks after a task that waits.
   *
   * @throws a refusal with all reasons: 403, 404, 409 or 422.
   */
  attend(
    id: string,
    body: AttendTaskRequest,
    caller: Caller,
  ): Promise<AgentTaskDetail>;
  /** Tasks by their ids, for the permission system; undefined where there is none. */
  getResources(ids: string[]): Promise<Array<AgentTaskResource | undefined>>;
}
