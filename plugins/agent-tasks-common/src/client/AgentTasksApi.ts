import type {
  Campaign,
  CampaignChanges,
  CampaignExportFormat,
  CampaignExtendRequest,
  CampaignExtension,
  CampaignGateRequest,
  CampaignPage,
  CampaignProgress,
  CampaignRecall,
  CampaignRecallRequest,
  CampaignRequest,
  CampaignRetry,
  CampaignRetryRequest,
  CampaignReviewers,
  CampaignSharePage,
  CampaignTarget,
  CampaignTargetDetail,
  CampaignTargetFilters,
  CampaignTargetPage,
  CampaignVersionChange,
  CampaignVersionRequest,
  ExcludeTargetsRequest,
  IncludeTargetsRequest,
  DeferTargetRequest,
  ListCampaignSharesQuery,
  ListCampaignsQuery,
  OptOutTargetRequest,
  ListCampaignTargetsQuery,
  ListScheduleRunsQuery,
  ListSchedulesQuery,
  NextRun,
  Schedule,
  ScheduleList,
  ScheduleRequest,
  ScheduleRun,
  ScheduleRunPage,
  ScheduleTimes,
  AdoptBypassRequest,
  AgentTaskApprovalPage,
  AgentTaskDetail,
  AgentTaskFacets,
  AgentTaskIdentity,
  AgentTaskPage,
  AgentTaskPreview,
  AgentTaskTemplate,
  AgentTaskTemplateVersion,
  AuditEventPage,
  AuditVerification,
  ExportAuditEventsQuery,
  FollowUpTaskRequest,
  ListAuditEventsQuery,
  ApproveTaskRequest,
  AttendTaskRequest,
  ListApprovalsQuery,
  ListTasksQuery,
  ListTemplatesQuery,
  BypassFinding,
  BypassFindingPage,
  ExcuseBypassRequest,
  ListBypassFindingsQuery,
  ProvenanceExportFormat,
  ProvenancePage,
  ProvenanceQuery,
  RejectTaskRequest,
  ResolveTaskResult,
  ResolveTasksRequest,
  RetryTaskRequest,
  SubmitTaskRequest,
  TaskFacetsQuery,
  VerifyAuditEventsQuery,
  TemplateDriftCounts,
  TemplateRevocation,
} from '../schema';

/**
 * Per-call options of {@link AgentTasksApi}.
 *
 * @public
 */
export type AgentTasksRequestOptions = {
  /** Backstage token; needed in a backend, added by `fetchApi` in a browser. */
  token?: string;
  signal?: AbortSignal;
};

/**
 * Which version of which template; `digest` is `sha256:…`.
 *
 * @public
 */
export type TemplateVersionName = {
  namespace: string;
  name: string;
  digest: string;
};

/**
 * The broker's REST API. Every method throws a {@link RefusalError} with all
 * reasons where the broker refuses.
 *
 * @public
 */
export interface AgentTasksApi {
  /** Submits a task; a repeated `idempotencyKey` answers the earlier one. */
  submitTask(
    request: Omit<SubmitTaskRequest, 'dryRun'>,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskDetail>;
  /** What `submitTask` would do: rendered prompt and decision, nothing stored. */
  previewTask(
    request: Omit<SubmitTaskRequest, 'dryRun'>,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskPreview>;
  listTasks(
    query?: ListTasksQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskPage>;
  getTaskFacets(
    query?: TaskFacetsQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskFacets>;
  getTask(
    id: string,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskDetail>;
  retryTask(
    id: string,
    body?: RetryTaskRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskDetail>;
  withdrawTask(
    id: string,
    body?: { reason?: string },
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskDetail>;
  /** Asks the agent to go on with the pull request. */
  followUpTask(
    id: string,
    body: FollowUpTaskRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskDetail>;
  /** Decides about launches whose outcome stayed unknown; a result for each. */
  resolveTasks(
    request: ResolveTasksRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<ResolveTaskResult[]>;
  /** Tasks that wait for approval, those that have waited longest first. */
  listApprovals(
    query?: ListApprovalsQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskApprovalPage>;
  /** Agrees that a task is launched with the prompt of the digest. */
  approveTask(
    id: string,
    body: ApproveTaskRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskDetail>;
  /** Ends a task that waits for approval. */
  rejectTask(
    id: string,
    body: RejectTaskRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskDetail>;
  /** Says that somebody looks after a task that waits. */
  attendTask(
    id: string,
    body: AttendTaskRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskDetail>;
  listTemplates(
    query?: ListTemplatesQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskTemplate[]>;
  listTemplateVersions(
    template: { namespace: string; name: string },
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskTemplateVersion[]>;
  promoteTemplateVersion(
    version: TemplateVersionName,
    body: { reason: string },
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskTemplateVersion>;
  deprecateTemplateVersion(
    version: TemplateVersionName,
    body: { reason: string },
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskTemplateVersion>;
  /** Withdraws what is queued with it; what was sent is counted. */
  revokeTemplateVersion(
    version: TemplateVersionName,
    body: { reason: string },
    options?: AgentTasksRequestOptions,
  ): Promise<TemplateRevocation>;
  getTemplateDrift(
    template: { namespace: string; name: string },
    options?: AgentTasksRequestOptions,
  ): Promise<TemplateDriftCounts>;
  listIdentities(
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskIdentity[]>;
  listAuditEvents(
    query?: ListAuditEventsQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<AuditEventPage>;
  /** Checks a stretch of the audit trail's hash chain. */
  verifyAuditEvents(
    query?: VerifyAuditEventsQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<AuditVerification>;
  /** Sealed events as lines of JSON, as they come. */
  exportAuditEvents(
    query?: ExportAuditEventsQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<ReadableStream<Uint8Array>>;
  /** Where changes came from: counts first, then a page of tasks. */
  getProvenance(
    query?: ProvenanceQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<ProvenancePage>;
  /** All rows of the same question as a file. */
  exportProvenance(
    format: ProvenanceExportFormat,
    query?: Omit<ProvenanceQuery, 'cursor' | 'limit'>,
    options?: AgentTasksRequestOptions,
  ): Promise<Blob>;
  /** Agent tasks at GitHub that no intent of the broker explains. */
  listBypassFindings(
    query?: ListBypassFindingsQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<BypassFindingPage>;
  /** Takes an open finding under a task of the broker's. */
  adoptBypassFinding(
    id: string,
    request: AdoptBypassRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<BypassFinding>;
  /** Closes an open finding with a reason. */
  excuseBypassFinding(
    id: string,
    request: ExcuseBypassRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<BypassFinding>;
  listCampaigns(
    query?: ListCampaignsQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignPage>;
  /** Stores and plans a campaign; nothing starts. */
  createCampaign(
    request: CampaignRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<Campaign>;
  getCampaign(
    id: string,
    options?: AgentTasksRequestOptions,
  ): Promise<Campaign>;
  /** Changes a campaign that has not started, and plans it anew. */
  planCampaign(
    id: string,
    request: CampaignRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<Campaign>;
  listCampaignTargets(
    id: string,
    query?: ListCampaignTargetsQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignTargetPage>;
  /** All targets that the filters leave, as a file. */
  exportCampaignTargets(
    id: string,
    format: CampaignExportFormat,
    filters?: CampaignTargetFilters,
    options?: AgentTasksRequestOptions,
  ): Promise<Blob>;
  /** What has joined its query since it was planned, and what has left. */
  getCampaignChanges(
    id: string,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignChanges>;
  /** A target with the prompt that its task gets. */
  getCampaignTarget(
    id: string,
    targetId: string,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignTargetDetail>;
  excludeCampaignTargets(
    id: string,
    request: ExcludeTargetsRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<Campaign>;
  includeCampaignTargets(
    id: string,
    request: IncludeTargetsRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<Campaign>;
  /** Adds targets, each once; with `dryRun` it only says which. */
  extendCampaign(
    id: string,
    request: CampaignExtendRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignExtension>;
  /** Goes on with the template's current version; with `dryRun` it only says so. */
  changeCampaignVersion(
    id: string,
    request: CampaignVersionRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignVersionChange>;
  startCampaign(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ): Promise<Campaign>;
  pauseCampaign(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ): Promise<Campaign>;
  resumeCampaign(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ): Promise<Campaign>;
  stopCampaign(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ): Promise<Campaign>;
  openCampaignGate(
    id: string,
    request: CampaignGateRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<Campaign>;
  /** Takes back what it can; with `dryRun` it only says so. */
  recallCampaign(
    id: string,
    request: CampaignRecallRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignRecall>;
  retryCampaignTargets(
    id: string,
    request: CampaignRetryRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignRetry>;
  getCampaignProgress(
    id: string,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignProgress>;
  /** Who would review what it brings, and how much that is. */
  getCampaignReviewers(
    id: string,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignReviewers>;
  /** What campaigns are for some owners or entities. */
  listCampaignShares(
    query?: ListCampaignSharesQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignSharePage>;
  /** Puts a target off that has no task yet. */
  deferCampaignTarget(
    id: string,
    targetId: string,
    request: DeferTargetRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignTarget>;
  /** Leaves a target out, as its owner's word. */
  optOutCampaignTarget(
    id: string,
    targetId: string,
    request: OptOutTargetRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignTarget>;
  /** Takes either back. */
  takeBackCampaignTarget(
    id: string,
    targetId: string,
    options?: AgentTasksRequestOptions,
  ): Promise<CampaignTarget>;
  /** Deletes a campaign that has not started. */
  deleteCampaign(id: string, options?: AgentTasksRequestOptions): Promise<void>;
  /** All schedules that match, those that run next first. */
  listSchedules(
    query?: ListSchedulesQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<ScheduleList>;
  createSchedule(
    request: ScheduleRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<Schedule>;
  /** When it would run next; stores nothing. */
  previewSchedule(
    times: ScheduleTimes,
    options?: AgentTasksRequestOptions,
  ): Promise<{ items: NextRun[] }>;
  getSchedule(
    id: string,
    options?: AgentTasksRequestOptions,
  ): Promise<Schedule>;
  /** Changes a schedule that is not kept in the catalog. */
  changeSchedule(
    id: string,
    request: ScheduleRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<Schedule>;
  enableSchedule(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ): Promise<Schedule>;
  /** No run begins any more; what a run has started goes on. */
  disableSchedule(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ): Promise<Schedule>;
  /** Runs of a schedule, the latest first. */
  listScheduleRuns(
    id: string,
    query?: ListScheduleRunsQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<ScheduleRunPage>;
  /** Asks for a run now. */
  runSchedule(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ): Promise<ScheduleRun>;
  /** Deletes a schedule; the campaigns of its runs stay. */
  deleteSchedule(id: string, options?: AgentTasksRequestOptions): Promise<void>;
}
