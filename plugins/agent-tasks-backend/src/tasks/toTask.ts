import { optional } from '../json/optional';
import {
  AgentTask,
  AgentTaskAttempt,
  AgentTaskDetail,
  AgentTaskFailure,
  AgentTaskPullRequest,
  AgentTaskWait,
  revealHidden,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { ListedTaskRow } from '../database/operations/tasks/listedColumns';
import type { TaskParts } from '../database/operations/tasks/loadTaskParts';
import type {
  AttemptRow,
  PullRequestRow,
  TaskRow,
  TaskWaitRow,
  TemplateVersionRow,
  TimelineRow,
} from '../database/rows';
import type { RoutedPull } from '../database/operations/pulls/loadRoutedPulls';
import { describeFailure } from '../launcher/failures';
import { withMarker } from '../launcher/marker';
import { promptOf } from '../retries/AttemptPlan';
import { followUpFacts } from '../retries/planAttempt';
import { followUpAction } from '../retries/planFollowUp';
import { closesAt } from '../review/planStale';
import { mayReview } from '../review/ReviewerFinder';
import { roundCredits } from './credits';
import { nextStep } from './nextStep';
import { taskActions } from './taskActions';
import { waitOf } from './waitOf';

/** A row as lists show it. */
export function toTask(row: ListedTaskRow, parts: TaskParts): AgentTask {
  const pullRequest =
    parts.pull && toPullRequest(parts.pull, parts.identityLogin);
  const failure = toFailure(row);
  const actions = {
    ...taskActions(row),
    followUp: followUpAction(followUpFacts(row, parts)),
  };
  const waitsFor = waitOf({
    phase: row.phase,
    held: row.held,
    ...optional('agentState', row.agent_state),
    ...optional('pull', parts.pull),
    ...optional('routeWaitsFor', parts.pull?.waits_for),
  });
  const wait = parts.wait?.kind === waitsFor ? parts.wait : undefined;
  const waitsUntil =
    row.due_at.getTime() > Date.now() ? row.due_at.toISOString() : undefined;
  return {
    id: row.id,
    title: row.title,
    phase: row.phase,
    phaseSince: row.phase_since.toISOString(),
    launchState: row.launch_state,
    ...optional('agentState', row.agent_state),
    ...optional('pullState', row.pull_state),
    ...optional('entityRef', row.entity_ref),
    repository: {
      host: row.host,
      owner: row.repository_owner,
      name: row.repository_name,
      url: row.repository_url,
    },
    ...optional('owner', row.owner_ref),
    ...optional('tier', row.tier),
    ...optional('migrationTarget', row.migration_target),
    ...(row.template_ref !== null &&
      parts.template && {
        template: {
          ref: row.template_ref,
          title: revealHidden(parts.template.title),
          version: parts.template.version,
          digest: parts.template.digest,
        },
      }),
    ...optional('model', row.model),
    ...optional('customAgent', row.custom_agent),
    ...optional('baseRef', row.base_ref),
    ...optional('headRef', row.head_ref),
    createPullRequest: row.create_pull_request,
    ...optional('ticket', row.ticket),
    ...optional('notBefore', row.not_before?.toISOString()),
    ...optional('identity', row.identity_id),
    requestedBy: row.requested_by,
    source: row.source,
    ...optional('campaignId', row.campaign_id),
    attemptCount: row.attempt_number,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    ...optional('launchedAt', row.launched_at?.toISOString()),
    ...optional('settledAt', row.settled_at?.toISOString()),
    ...optional('readAt', row.read_at?.toISOString()),
    ...optional('githubTask', githubTask(row)),
    ...optional('pullRequest', pullRequest),
    ...optional('failure', failure),
    ...optional('usage', usage(row)),
    ...optional('approval', parts.approval),
    nextStep: nextStep({
      phase: row.phase,
      held: row.held,
      ...optional('agentState', row.agent_state),
      requestedBy: row.requested_by,
      ...optional('owner', row.owner_ref),
      ...optional('waitsUntil', waitsUntil),
      ...optional('githubTaskUrl', row.github_task_url),
      ...optional('pullRequest', pullRequest),
      ...optional('waitsFor', waitsFor),
      ...optional('takenBy', wait?.taken_by),
      ...optional('failure', failure),
      ...optional('approvalNeeds', parts.approval?.needs),
      retryAllowed: actions.retry.allowed,
    }),
    ...optional('wait', wait && toWait(wait)),
    actions,
  };
}

function toWait(row: TaskWaitRow): AgentTaskWait {
  return {
    kind: row.kind,
    since: row.since.toISOString(),
    overdue: row.overdue_at !== null && row.overdue_at.getTime() <= Date.now(),
    ...optional('overdueAt', row.overdue_at?.toISOString()),
    told: row.told,
    ...optional('nextNoticeAt', row.due_at?.toISOString()),
    ...optional('attendedBy', row.attended_by),
    ...optional('snoozedUntil', row.snoozed_until?.toISOString()),
    ...optional('takenBy', row.taken_by),
  };
}

/** A row with everything that is known of it. */
export function toTaskDetail(
  row: TaskRow,
  parts: TaskParts,
  history: {
    attempts: AttemptRow[];
    timeline: TimelineRow[];
    includes: TemplateVersionRow[];
  },
): AgentTaskDetail {
  const latest = history.attempts.at(-1);
  return {
    ...toTask(row, parts),
    prompt: latest ? withMarker(promptOf(row), latest.marker) : promptOf(row),
    parameters: row.parameters,
    decision: row.decision,
    ...(history.includes.length && {
      includes: history.includes.map(include => ({
        ref: include.template_ref,
        title: include.title,
        version: include.version,
        digest: include.digest,
      })),
    }),
    attempts: history.attempts.map(toAttempt),
    timeline: history.timeline.map(entry => ({
      id: entry.id,
      at: entry.at.toISOString(),
      kind: entry.kind,
      actor: entry.actor,
      data: entry.data,
    })),
  };
}

function toAttempt(row: AttemptRow): AgentTaskAttempt {
  return {
    number: row.number,
    marker: row.marker,
    outcome: row.outcome,
    identity: row.identity_id,
    createdAt: row.intent_at.toISOString(),
    ...optional('sentAt', row.sent_at?.toISOString()),
    ...optional('settledAt', row.settled_at?.toISOString()),
    ...optional('httpStatus', row.http_status),
    ...optional('agentState', row.agent_state),
    ...optional('githubTask', githubTask(row)),
    ...optional('failure', toFailure(row)),
    ...optional('usage', usage(row)),
    ...optional('plan', row.plan),
    ...(row.prompt !== null && {
      prompt: withMarker(
        promptOf({ prompt: row.prompt, attempt_plan: row.plan }),
        row.marker,
      ),
      parameters: row.parameters ?? {},
    }),
    ...optional('customAgentFile', row.custom_agent_file),
    sessions: row.sessions,
  };
}

function toPullRequest(
  row: RoutedPull,
  identityLogin: string | undefined,
): AgentTaskPullRequest | undefined {
  if (
    row.number === null ||
    row.url === null ||
    row.state === null ||
    row.read_at === null
  ) {
    return undefined;
  }
  const reviewers = row.requested_reviewers.filter(name =>
    mayReview(name, identityLogin === undefined ? [] : [identityLogin]),
  );
  return {
    number: row.number,
    url: row.url,
    title: row.title ?? '',
    state: row.state,
    isDraft: row.is_draft ?? false,
    checks: row.checks ?? 'none',
    reviewDecision: row.review_decision ?? 'none',
    ...optional('headRef', row.head_ref),
    ...optional('additions', row.additions),
    ...optional('deletions', row.deletions),
    ...optional('changedFiles', row.changed_files),
    ...optional('mergedAt', row.merged_at?.toISOString()),
    ...optional('mergeCommit', row.merge_commit),
    ...optional('mergeable', row.mergeable),
    ...(isOpen(row) && optional('closesAt', closesAt(row, row)?.toISOString())),
    ...(row.workflows_waiting && { workflowsWaiting: true }),
    ...(reviewers.length && { requestedReviewers: reviewers }),
    ...(row.reviews.length && {
      reviews: row.reviews.map(({ login, state }) => ({ login, state })),
    }),
    readAt: row.read_at.toISOString(),
  };
}

function isOpen({ state }: PullRequestRow): boolean {
  return state === 'open' || state === 'draft';
}

function toFailure(
  row: Pick<TaskRow, 'failure_class' | 'failure_message'>,
): AgentTaskFailure | undefined {
  return row.failure_class
    ? describeFailure(row.failure_class, row.failure_message ?? undefined)
    : undefined;
}

function githubTask(
  row: Pick<TaskRow, 'github_task_id' | 'github_task_url'>,
): AgentTask['githubTask'] {
  return row.github_task_id !== null && row.github_task_url !== null
    ? { id: row.github_task_id, url: row.github_task_url }
    : undefined;
}

function usage(
  row: Pick<TaskRow, 'credits_nano' | 'premium_requests'>,
): AgentTask['usage'] {
  return row.credits_nano === null && row.premium_requests === null
    ? undefined
    : {
        credits: roundCredits(row.credits_nano ?? '0'),
        ...(row.premium_requests !== null && {
          premiumRequests: Number(row.premium_requests),
        }),
      };
}
