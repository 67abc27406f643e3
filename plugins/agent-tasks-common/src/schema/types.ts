import type { components, operations } from './openapi.generated';

type Schemas = components['schemas'];

/** A task as lists show it. @public */
export type AgentTask = Schemas['Task'];
/** A task with attempts, prompt, decision and timeline. @public */
export type AgentTaskDetail = Schemas['TaskDetail'];
/** What a dry run answers. @public */
export type AgentTaskPreview = Schemas['TaskPreview'];
/** A page of tasks. @public */
export type AgentTaskPage = Schemas['TaskPage'];
/** Counts for filters, and the figures on top of a page. @public */
export type AgentTaskFacets = Schemas['TaskFacets'];
/** One GitHub task for one of ours. @public */
export type AgentTaskAttempt = Schemas['Attempt'];
/** A GitHub session within an attempt. @public */
export type AgentTaskSession = Schemas['Session'];
/** One line of a task's story. @public */
export type AgentTaskTimelineEntry = Schemas['TimelineEntry'];
/** What may still go wrong, or did. @public */
export type AgentTaskFailure = Schemas['Failure'];
/** What happens next and who owns it. @public */
export type AgentTaskNextStep = Schemas['NextStep'];
/** The pull request of a task. @public */
export type AgentTaskPullRequest = Schemas['PullRequest'];
/** A repository on a GitHub host. @public */
export type AgentTaskRepository = Schemas['Repository'];
/** The template version that a task was made from. @public */
export type AgentTaskTemplateUse = Schemas['TemplateUse'];
/** Body of a submission. @public */
export type SubmitTaskRequest = Schemas['SubmitTaskRequest'];
/** Body of a decision about launches whose outcome stayed unknown. @public */
export type ResolveTasksRequest = Schemas['ResolveTasksRequest'];
/** What became of one of them. @public */
export type ResolveTaskResult = Schemas['ResolveTaskResult'];
/** Policy's answer with every reason. @public */
export type PolicyDecision = Schemas['Decision'];
/** One reason of a refusal. @public */
export type Reason = Schemas['Reason'];
/** Body of every refusal. @public */
export type Refusal = Schemas['Refusal'];
/** A template as the start dialog needs it. @public */
export type AgentTaskTemplate = Schemas['Template'];
/** One immutable content of a template. @public */
export type AgentTaskTemplateVersion = Schemas['TemplateVersion'];
/** Health of an automation identity, without secrets. @public */
export type AgentTaskIdentity = Schemas['Identity'];
/** Query of the task list. @public */
export type ListTasksQuery = NonNullable<
  operations['listTasks']['parameters']['query']
>;
/** Query of the facets. @public */
export type TaskFacetsQuery = NonNullable<
  operations['getTaskFacets']['parameters']['query']
>;
