import type {
  AgentTaskApprovalPage,
  AgentTaskDetail,
  AgentTaskFacets,
  AgentTaskIdentity,
  AgentTaskPage,
  AgentTaskPreview,
  AgentTaskTemplate,
  AgentTaskTemplateVersion,
  ApproveTaskRequest,
  ListApprovalsQuery,
  ListTasksQuery,
  RejectTaskRequest,
  SubmitTaskRequest,
  TaskFacetsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/**
 * Per-call options of {@link AgentTasksService}.
 *
 * @public
 */
export type AgentTasksServiceOptions = {
  /** On whose behalf the broker is asked; permissions and policy see this user. */
  credentials: BackstageCredentials;
  signal?: AbortSignal;
};

/**
 * The broker, as other backend plugins and modules use it: the methods of the
 * REST API with credentials instead of tokens. Every method throws a
 * `RefusalError` with all reasons where the broker refuses.
 *
 * @public
 */
export interface AgentTasksService {
  /** Submits a task; a repeated `idempotencyKey` answers the earlier one. */
  submitTask(
    request: Omit<SubmitTaskRequest, 'dryRun'>,
    options: AgentTasksServiceOptions,
  ): Promise<AgentTaskDetail>;
  /** What `submitTask` would do; nothing is stored. */
  previewTask(
    request: Omit<SubmitTaskRequest, 'dryRun'>,
    options: AgentTasksServiceOptions,
  ): Promise<AgentTaskPreview>;
  listTasks(
    query: ListTasksQuery,
    options: AgentTasksServiceOptions,
  ): Promise<AgentTaskPage>;
  getTaskFacets(
    query: TaskFacetsQuery,
    options: AgentTasksServiceOptions,
  ): Promise<AgentTaskFacets>;
  getTask(
    id: string,
    options: AgentTasksServiceOptions,
  ): Promise<AgentTaskDetail>;
  retryTask(
    id: string,
    body: { reason?: string },
    options: AgentTasksServiceOptions,
  ): Promise<AgentTaskDetail>;
  withdrawTask(
    id: string,
    body: { reason?: string },
    options: AgentTasksServiceOptions,
  ): Promise<AgentTaskDetail>;
  listApprovals(
    query: ListApprovalsQuery,
    options: AgentTasksServiceOptions,
  ): Promise<AgentTaskApprovalPage>;
  approveTask(
    id: string,
    body: ApproveTaskRequest,
    options: AgentTasksServiceOptions,
  ): Promise<AgentTaskDetail>;
  rejectTask(
    id: string,
    body: RejectTaskRequest,
    options: AgentTasksServiceOptions,
  ): Promise<AgentTaskDetail>;
  listTemplates(
    query: { entityRef?: string },
    options: AgentTasksServiceOptions,
  ): Promise<AgentTaskTemplate[]>;
  listTemplateVersions(
    template: { namespace: string; name: string },
    options: AgentTasksServiceOptions,
  ): Promise<AgentTaskTemplateVersion[]>;
  listIdentities(
    options: AgentTasksServiceOptions,
  ): Promise<AgentTaskIdentity[]>;
}
