import type { components, operations } from './openapi.generated';

/** A task as lists show it. @public */
export type AgentTask = components['schemas']['Task'];
/** A task with attempts, prompt, decision and timeline. @public */
export type AgentTaskDetail = components['schemas']['TaskDetail'];
/** What a dry run answers. @public */
export type AgentTaskPreview = components['schemas']['TaskPreview'];
/** A page of tasks. @public */
export type AgentTaskPage = components['schemas']['TaskPage'];
/** Counts for filters, and the figures on top of a page. @public */
export type AgentTaskFacets = components['schemas']['TaskFacets'];
/** One GitHub task for one of ours. @public */
export type AgentTaskAttempt = components['schemas']['Attempt'];
/** In which words the custom agent of an attempt was defined. @public */
export type AgentTaskCustomAgentFile = components['schemas']['CustomAgentFile'];
/** A GitHub session within an attempt. @public */
export type AgentTaskSession = components['schemas']['Session'];
/** One line of a task's story. @public */
export type AgentTaskTimelineEntry = components['schemas']['TimelineEntry'];
/** What may still go wrong, or did. @public */
export type AgentTaskFailure = components['schemas']['Failure'];
/** What happens next and who owns it. @public */
export type AgentTaskNextStep = components['schemas']['NextStep'];
/** The pull request of a task. @public */
export type AgentTaskPullRequest = components['schemas']['PullRequest'];
/** The latest review of somebody. @public */
export type AgentTaskPullRequestReview =
  components['schemas']['PullRequestReview'];
/** What keeps a task from its next phase. @public */
export type AgentTaskWaitKind = components['schemas']['WaitKind'];
/** Since when a task waits for something, and who was told. @public */
export type AgentTaskWait = components['schemas']['Wait'];
/** Body of the word that somebody looks after a task. @public */
export type AttendTaskRequest = components['schemas']['AttendTaskRequest'];
/** What the agent is asked for about its pull request. @public */
export type FollowUpKind = components['schemas']['FollowUpKind'];
/** What an attempt does otherwise than the first one. @public */
export type AttemptMode = components['schemas']['AttemptMode'];
/** The same with its details. @public */
export type AgentTaskAttemptPlan = components['schemas']['AttemptPlan'];
/** Body of a retry. @public */
export type RetryTaskRequest = NonNullable<
  operations['retryTask']['requestBody']
>['content']['application/json'];
/** Body of the request that the agent goes on. @public */
export type FollowUpTaskRequest =
  operations['followUpTask']['requestBody']['content']['application/json'];
/** A repository on a GitHub host. @public */
export type AgentTaskRepository = components['schemas']['Repository'];
/** The template version that a task was made from. @public */
export type AgentTaskTemplateUse = components['schemas']['TemplateUse'];
/** Body of a submission. @public */
export type SubmitTaskRequest = components['schemas']['SubmitTaskRequest'];
/** Body of a decision about launches whose outcome stayed unknown. @public */
export type ResolveTasksRequest = components['schemas']['ResolveTasksRequest'];
/** What became of one of them. @public */
export type ResolveTaskResult = components['schemas']['ResolveTaskResult'];
/** Policy's answer with every reason. @public */
export type PolicyDecision = components['schemas']['Decision'];
/** So many people of these have to agree. @public */
export type AgentTaskApprovalNeed = components['schemas']['ApprovalNeed'];
/** An approval that a task waits for. @public */
export type AgentTaskApproval = components['schemas']['Approval'];
/** A page of tasks that wait for approval. @public */
export type AgentTaskApprovalPage = components['schemas']['ApprovalPage'];
/** Body of an approval. @public */
export type ApproveTaskRequest = components['schemas']['ApproveTaskRequest'];
/** Body of a rejection. @public */
export type RejectTaskRequest = components['schemas']['RejectTaskRequest'];
/** One reason of a refusal. @public */
export type Reason = components['schemas']['Reason'];
/** Body of every refusal. @public */
export type Refusal = components['schemas']['Refusal'];
/** A template as the start dialog needs it. @public */
export type AgentTaskTemplate = components['schemas']['Template'];
/** One immutable content of a template. @public */
export type AgentTaskTemplateVersion = components['schemas']['TemplateVersion'];
/** Whether it is launched from, or put in front of others. @public */
export type TemplateType = components['schemas']['TemplateType'];
/** Where a version of a template stands. @public */
export type TemplateStatus = components['schemas']['TemplateStatus'];
/** One move of a version. @public */
export type TemplateStatusChange =
  components['schemas']['TemplateStatusChange'];
/** How a task's words relate to those of the catalog. @public */
export type TemplateDrift = components['schemas']['TemplateDrift'];
/** How many tasks of a template are in each class. @public */
export type TemplateDriftCounts = components['schemas']['TemplateDriftCounts'];
/** Tasks that no revocation takes back. @public */
export type TemplateBeyondReach = components['schemas']['TemplateBeyondReach'];
/** What came of a revocation. @public */
export type TemplateRevocation = components['schemas']['TemplateRevocation'];
/** What a task is likely to use; unknown without `p50`. @public */
export type CreditsEstimate = components['schemas']['CreditsEstimate'];
/** Query of the templates. @public */
export type ListTemplatesQuery = NonNullable<
  operations['listTemplates']['parameters']['query']
>;
/** Health of an automation identity, without secrets. @public */
export type AgentTaskIdentity = components['schemas']['Identity'];
/** Query of the task list. @public */
export type ListTasksQuery = NonNullable<
  operations['listTasks']['parameters']['query']
>;
/** Query of the facets. @public */
export type TaskFacetsQuery = NonNullable<
  operations['getTaskFacets']['parameters']['query']
>;
/** What somebody did or was refused. @public */
export type AuditEvent = components['schemas']['AuditEvent'];
/** A page of the audit trail. @public */
export type AuditEventPage = components['schemas']['AuditEventPage'];
/** What a check of the audit trail found. @public */
export type AuditVerification = components['schemas']['AuditVerification'];
/** Query of the audit trail. @public */
export type ListAuditEventsQuery = NonNullable<
  operations['listAuditEvents']['parameters']['query']
>;
/** Which stretch of the audit trail is checked. @public */
export type VerifyAuditEventsQuery = NonNullable<
  operations['verifyAuditEvents']['parameters']['query']
>;
/** Which stretch of the audit trail is exported. @public */
export type ExportAuditEventsQuery = NonNullable<
  operations['exportAuditEvents']['parameters']['query']
>;
/** Where changes came from: counts and a page of tasks. @public */
export type ProvenancePage = components['schemas']['ProvenancePage'];
/** A task with what it led to. @public */
export type ProvenanceRow = components['schemas']['ProvenanceRow'];
/** Counts of everything that a question about provenance is about. @public */
export type ProvenanceCounts = components['schemas']['ProvenanceCounts'];
/** Query of provenance. @public */
export type ProvenanceQuery = NonNullable<
  operations['getProvenance']['parameters']['query']
>;
/** How provenance is exported. @public */
export type ProvenanceExportFormat =
  operations['exportProvenance']['parameters']['query']['format'];
/** An agent task at GitHub that no intent of the broker explains. @public */
export type BypassFinding = components['schemas']['BypassFinding'];
/** A page of findings. @public */
export type BypassFindingPage = components['schemas']['BypassFindingPage'];
/** Query of the findings. @public */
export type ListBypassFindingsQuery = NonNullable<
  operations['listBypassFindings']['parameters']['query']
>;
/** Body of an adoption. @public */
export type AdoptBypassRequest = components['schemas']['AdoptBypassRequest'];
/** Body of an excuse. @public */
export type ExcuseBypassRequest = components['schemas']['ExcuseBypassRequest'];
/** Query of the approvals. @public */
export type ListApprovalsQuery = NonNullable<
  operations['listApprovals']['parameters']['query']
>;
/** One change in many repositories, in waves. @public */
export type Campaign = components['schemas']['Campaign'];
/** Where a campaign stands. @public */
export type CampaignState = components['schemas']['CampaignState'];
/** Policy's word about a target. @public */
export type CampaignVerdict = components['schemas']['CampaignVerdict'];
/** Phase of a target, or why it has none. @public */
export type CampaignTargetStatus =
  components['schemas']['CampaignTargetStatus'];
/** Whether a target has reached the goal of its template. @public */
export type CampaignOutcome = components['schemas']['CampaignOutcome'];
/** What was seen of a target's goal. @public */
export type CampaignTargetOutcome =
  components['schemas']['CampaignTargetOutcome'];
/** What a campaign is to do. @public */
export type CampaignRequest = components['schemas']['CampaignRequest'];
/** Which entities and repositories it is about. @public */
export type CampaignTargets = components['schemas']['CampaignTargets'];
/** A part of the targets that starts together. @public */
export type CampaignWaveRequest = components['schemas']['CampaignWaveRequest'];
/** Which targets a wave takes. @public */
export type CampaignWaveSelect = components['schemas']['CampaignWaveSelect'];
/** What has to hold before the next wave. @public */
export type CampaignGate = components['schemas']['CampaignGate'];
/** One condition of a gate, as it stands. @public */
export type CampaignGateCondition =
  components['schemas']['CampaignGateCondition'];
/** A wave as it stands. @public */
export type CampaignWave = components['schemas']['CampaignWave'];
/** Targets by status. @public */
export type CampaignCounts = components['schemas']['CampaignCounts'];
/** One line of a campaign's story. @public */
export type CampaignEvent = components['schemas']['CampaignEvent'];
/** A page of campaigns. @public */
export type CampaignPage = components['schemas']['CampaignPage'];
/** One repository, or component, of a campaign. @public */
export type CampaignTarget = components['schemas']['CampaignTarget'];
/** A page of targets. @public */
export type CampaignTargetPage = components['schemas']['CampaignTargetPage'];
/** A target with what its task is told. @public */
export type CampaignTargetDetail =
  components['schemas']['CampaignTargetDetail'];
/** Targets to leave out. @public */
export type ExcludeTargetsRequest =
  components['schemas']['ExcludeTargetsRequest'];
/** Targets to take in again. @public */
export type IncludeTargetsRequest =
  components['schemas']['IncludeTargetsRequest'];
/** A gate to open. @public */
export type CampaignGateRequest = components['schemas']['CampaignGateRequest'];
/** What to take back, and how. @public */
export type CampaignRecallRequest =
  components['schemas']['CampaignRecallRequest'];
/** What is, or would be, taken back. @public */
export type CampaignRecall = components['schemas']['CampaignRecall'];
/** Failed tasks to try again. @public */
export type CampaignRetryRequest =
  components['schemas']['CampaignRetryRequest'];
/** What was tried again. @public */
export type CampaignRetry = components['schemas']['CampaignRetry'];
/** How a campaign has gone. @public */
export type CampaignProgress = components['schemas']['CampaignProgress'];
/** Who would review what a campaign brings. @public */
export type CampaignReviewers = components['schemas']['CampaignReviewers'];
/** How much it is for one of them. @public */
export type CampaignReviewerGroup =
  components['schemas']['CampaignReviewerGroup'];
/** Who may review the pull request of a target. @public */
export type TargetReviewers = components['schemas']['TargetReviewers'];
/** What else is under way in the repository of a target. @public */
export type TargetClashes = components['schemas']['TargetClashes'];
/** Targets of one owner or tier. @public */
export type CampaignSlice = components['schemas']['CampaignSlice'];
/** Until when a target is put off. @public */
export type DeferTargetRequest = components['schemas']['DeferTargetRequest'];
/** Why a target opts out. @public */
export type OptOutTargetRequest = components['schemas']['OptOutTargetRequest'];
/** What a campaign is for some owners or entities. @public */
export type CampaignShare = components['schemas']['CampaignShare'];
/** Campaigns with what they are for some owners or entities. @public */
export type CampaignSharePage = components['schemas']['CampaignSharePage'];
/** Whose share of campaigns. @public */
export type ListCampaignSharesQuery = NonNullable<
  operations['listCampaignShares']['parameters']['query']
>;
/** Filters of the list of campaigns. @public */
export type ListCampaignsQuery = NonNullable<
  operations['listCampaigns']['parameters']['query']
>;
/** Filters of a campaign's targets. @public */
export type ListCampaignTargetsQuery = NonNullable<
  operations['listCampaignTargets']['parameters']['query']
>;
/** Work that begins by itself at certain times. @public */
export type Schedule = components['schemas']['Schedule'];
/** What a schedule is to do, and when. @public */
export type ScheduleRequest = components['schemas']['ScheduleRequest'];
/** When a schedule runs. @public */
export type ScheduleTimes = components['schemas']['ScheduleTimes'];
/** A time in which no run begins. @public */
export type ScheduleFreeze = components['schemas']['ScheduleFreeze'];
/** What each run of a schedule does. @public */
export type ScheduleWork = components['schemas']['ScheduleWork'];
/** Schedules that match. @public */
export type ScheduleList = components['schemas']['ScheduleList'];
/** A run that is to come. @public */
export type NextRun = components['schemas']['NextRun'];
/** One run of a schedule. @public */
export type ScheduleRun = components['schemas']['ScheduleRun'];
/** Where a run stands. @public */
export type ScheduleRunState = components['schemas']['ScheduleRunState'];
/** A page of runs. @public */
export type ScheduleRunPage = components['schemas']['ScheduleRunPage'];
/** Filters of the list of schedules. @public */
export type ListSchedulesQuery = NonNullable<
  operations['listSchedules']['parameters']['query']
>;
/** Page of a schedule's runs. @public */
export type ListScheduleRunsQuery = NonNullable<
  operations['listScheduleRuns']['parameters']['query']
>;
/** Filters of a campaign's targets, all of them at once. @public */
export type CampaignTargetFilters = Omit<
  ListCampaignTargetsQuery,
  'cursor' | 'limit'
>;
/** How a campaign's targets are exported. @public */
export type CampaignExportFormat =
  operations['exportCampaignTargets']['parameters']['query']['format'];
/** What has joined a campaign's query since it was planned, and what has left. @public */
export type CampaignChanges = components['schemas']['CampaignChanges'];
/** What a campaign's query finds now that is not in it. @public */
export type CampaignJoinedTarget =
  components['schemas']['CampaignJoinedTarget'];
/** A target that a campaign's query would not find any more. @public */
export type CampaignLeftTarget = components['schemas']['CampaignLeftTarget'];
/** Targets to add to a campaign. @public */
export type CampaignExtendRequest =
  components['schemas']['CampaignExtendRequest'];
/** What is, or would be, added to a campaign. @public */
export type CampaignExtension = components['schemas']['CampaignExtension'];
/** A target that is, or would be, added, with policy's word. @public */
export type CampaignAddedTarget = components['schemas']['CampaignAddedTarget'];
/** The version of its template that a campaign is to use. @public */
export type CampaignVersionRequest =
  components['schemas']['CampaignVersionRequest'];
/** What has, or would have, changed with another version. @public */
export type CampaignVersionChange =
  components['schemas']['CampaignVersionChange'];
