import type {
  AgentState,
  AgentTaskApprovalNeed,
  AgentTaskAttempt,
  AgentTaskCustomAgentFile,
  AgentTaskSession,
  AgentTaskTimelineEntry,
  AgentTaskWaitKind,
  BypassFinding,
  CampaignEvent,
  CampaignGate,
  CampaignOutcome,
  CampaignRecallRequest,
  CampaignRequest,
  CampaignState,
  CampaignVerdict,
  CampaignWave,
  CampaignWaveSelect,
  FailureClass,
  LaunchState,
  Phase,
  PolicyDecision,
  PullState,
  Reason,
  TemplateStatus,
  Schedule,
  ScheduleRequest,
  ScheduleRunState,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { QuarantineCode } from '../identities/quarantines';
import type { AttemptPlan } from '../retries/AttemptPlan';

/** Row of `template_versions`. */
export type TemplateVersionRow = {
  id: string;
  template_ref: string;
  digest: string;
  version: string;
  title: string;
  content: JsonObject;
  first_seen_at: Date;
  status: TemplateStatus;
  author_ref: string | null;
  same_version_as: string | null;
};

/** Row of `template_status_changes`. */
export type TemplateStatusChangeRow = {
  id: string;
  version_id: string;
  at: Date;
  actor: string;
  from_status: TemplateStatus;
  to_status: TemplateStatus;
  reason: string;
};

/** Row of `template_heads`. */
export type TemplateHeadRow = {
  template_ref: string;
  version_id: string;
  changed_at: Date;
};

/** Row of `task_includes`. */
export type TaskIncludeRow = {
  task_id: string;
  position: number;
  version_id: string;
};

/** Row of `agent_tasks`. Decimals and bigints are strings on PostgreSQL. */
export type TaskRow = {
  id: string;
  seq: string;
  idempotency_key: string | null;
  request_digest: string;
  title: string;
  entity_ref: string | null;
  host: string;
  repository_owner: string;
  repository_name: string;
  repository_url: string;
  owner_ref: string | null;
  tier: string | null;
  migration_target: string | null;
  template_version_id: string | null;
  template_ref: string | null;
  parameters: JsonObject;
  ticket: string | null;
  model: string | null;
  custom_agent: string | null;
  base_ref: string | null;
  create_pull_request: boolean;
  prompt: string;
  prompt_digest: string;
  requested_by: string;
  source: 'portal' | 'scaffolder' | 'api' | 'campaign';
  decision: PolicyDecision;
  as_requester: boolean;
  priority: number;
  campaign_id: string | null;
  readonly queue_org: string;
  readonly queue_repository: string;
  readonly fairness_key: string;
  launch_state: LaunchState;
  agent_state: AgentState | null;
  pull_state: PullState | null;
  pull_pending: boolean;
  held: boolean;
  phase: Phase;
  phase_since: Date;
  not_before: Date | null;
  due_at: Date;
  identity_id: string | null;
  admitted_at: Date | null;
  lease_id: string | null;
  lease_until: Date | null;
  attempt_number: number;
  github_task_id: string | null;
  github_task_url: string | null;
  head_ref: string | null;
  failure_class: FailureClass | null;
  failure_message: string | null;
  credits_nano: string | null;
  premium_requests: string | null;
  github_updated_at: Date | null;
  read_at: Date | null;
  next_look_at: Date | null;
  launched_at: Date | null;
  settled_at: Date | null;
  created_at: Date;
  updated_at: Date;
  pull_count: number;
  merged_count: number;
  session_models: string[];
  attempt_plan: AttemptPlan | null;
  readonly models: string[];
  readonly repository_key: string;
};

/** Row of `agent_task_attempts`. */
export type AttemptRow = {
  task_id: string;
  number: number;
  marker: string;
  identity_id: string;
  outcome: AgentTaskAttempt['outcome'];
  intent_at: Date;
  sent_at: Date | null;
  http_status: number | null;
  failure_class: FailureClass | null;
  failure_message: string | null;
  github_task_id: string | null;
  github_task_url: string | null;
  agent_state: AgentState | null;
  settled_at: Date | null;
  credits_nano: string | null;
  premium_requests: string | null;
  sessions: AgentTaskSession[];
  custom_agent_file: AgentTaskCustomAgentFile | null;
  plan: AttemptPlan | null;
  prompt: string | null;
  parameters: JsonObject | null;
};

/** Row of `own_attempts`. */
export type OwnAttemptRow = {
  task_id: string;
  after_attempt: number;
  lease_until: Date;
  outcome: 'queued' | 'refused' | 'overtaken' | null;
  message: string | null;
};

/** Row of `pull_requests`. */
export type PullRequestRow = {
  task_id: string;
  attempt_number: number;
  database_id: string;
  global_id: string | null;
  number: number | null;
  url: string | null;
  title: string | null;
  state: PullState | null;
  is_draft: boolean | null;
  checks: 'none' | 'pending' | 'success' | 'failure' | null;
  review_decision:
    | 'none'
    | 'review-required'
    | 'approved'
    | 'changes-requested'
    | null;
  head_ref: string | null;
  additions: number | null;
  deletions: number | null;
  changed_files: number | null;
  merged_at: Date | null;
  merge_commit: string | null;
  github_updated_at: Date | null;
  read_at: Date | null;
  next_look_at: Date | null;
  head_sha: string | null;
  mergeable: 'mergeable' | 'conflicting' | 'unknown' | null;
  workflows_waiting: boolean;
  requested_reviewers: string[];
  reviews: PullReview[];
};

/** The latest review of somebody. */
export type PullReview = {
  login: string;
  state: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
  /** That was reviewed. */
  commit?: string;
};

/** Row of `pull_routes`. */
export type PullRouteRow = {
  task_id: string;
  database_id: string;
  lease_id: string | null;
  lease_until: Date | null;
  seen: string | null;
  due_at: Date | null;
  waits_for: 'checks' | 'capacity' | 'reviewer' | 'permission' | null;
  labelled_at: Date | null;
  comment_intent_at: Date | null;
  commented_at: Date | null;
  ready_intent_at: Date | null;
  ready_at: Date | null;
  asked: string[];
  asked_again: Record<string, string>;
  refused: string[];
  assigned: string[];
  warning_intent_at: Date | null;
  warned_at: Date | null;
  warnings: number;
  close_at: Date | null;
  closed_at: Date | null;
  failures: number;
  last_error: string | null;
};

/** Row of `task_waits`. */
export type TaskWaitRow = {
  task_id: string;
  kind: AgentTaskWaitKind;
  since: Date;
  overdue_at: Date | null;
  due_at: Date | null;
  level: number;
  told: string[];
  attended_by: string | null;
  attended_at: Date | null;
  snoozed_until: Date | null;
  taken_by: string | null;
};

/** Row of `requester_tokens`. */
export type RequesterTokenRow = { task_id: string; sealed: string };

/** Row of `credit_reservations`. */
export type CreditReservationRow = {
  task_id: string;
  after_attempt: number;
  owner_ref: string;
  /** `YYYY-MM-01`, as it is written. */
  month: string;
  credits_nano: string;
  reserved_at: Date;
};

/** Row of `task_timeline`. */
export type TimelineRow = {
  id: string;
  task_id: string;
  at: Date;
  kind: AgentTaskTimelineEntry['kind'];
  actor: string;
  data: JsonObject;
};

/** Row of `audit_events`. */
export type AuditEventRow = {
  id: string;
  at: Date;
  action: string;
  actor: string;
  /** Generated from `actor`. */
  readonly actor_kind: 'user' | 'service' | 'schedule';
  on_behalf_of: string | null;
  request_id: string | null;
  result: 'allowed' | 'refused';
  task_id: string | null;
  entity_ref: string | null;
  repository: string | null;
  template_digest: string | null;
  ticket: string | null;
  identity_id: string | null;
  before: JsonObject | null;
  after: JsonObject | null;
  details: JsonObject;
  position: string | null;
  hash: string | null;
};

/** Row of `audit_chain`. */
export type AuditChainRow = {
  id: number;
  position: string;
  hash: string;
  sealed_at: Date | null;
};

/** Row of `audit_checkpoints`. */
export type AuditCheckpointRow = {
  position: string;
  hash: string;
  events: number;
  newest_at: Date;
  at: Date;
};

/** Row of `audit_anchors`. */
export type AuditAnchorRow = {
  position: string;
  hash: string;
  at: Date;
  told: string[];
  due_at: Date | null;
  failures: number;
  last_error: string | null;
};

/** Row of `approval_requests`. */
export type ApprovalRequestRow = {
  id: string;
  seq: string;
  task_id: string;
  state: 'open' | 'approved' | 'rejected' | 'expired' | 'withdrawn';
  prompt_digest: string;
  template_digest: string | null;
  decision_digest: string;
  needs: AgentTaskApprovalNeed[];
  approvers: string[];
  asked_by: string;
  asked_at: Date;
  expires_at: Date;
  remind_at: Date | null;
  reminded_at: Date | null;
  closed_at: Date | null;
  closed_by: string | null;
};

/** Row of `approvals`. */
export type ApprovalRow = {
  id: string;
  request_id: string;
  approver: string;
  verdict: 'approved' | 'rejected';
  approver_refs: string[];
  comment: string | null;
  prompt_digest: string;
  at: Date;
};

/** Row of `outbox`. */
export type OutboxRow = {
  id: string;
  kind:
    | 'task-changed'
    | 'identity-news'
    | 'bypass-found'
    | 'approval-news'
    | 'escalation'
    | 'schedule-news'
    | 'campaign-reminder';
  task_id: string | null;
  entity_ref: string | null;
  payload: JsonObject;
  created_at: Date;
};

/** Row of `identity_states`. */
export type IdentityStateRow = {
  identity_id: string;
  login: string | null;
  user_id: string | null;
  paused_until: Date | null;
  pause_reason: string | null;
  failures_in_row: number;
  quarantined: boolean;
  token_digest: string | null;
  quarantine_code: QuarantineCode | null;
  quarantined_at: Date | null;
  token_expires_at: Date | null;
  expiry_warned_for: Date | null;
  expiry_warned_days: number | null;
  rate_limit: number | null;
  rate_remaining: number | null;
  rate_reset_at: Date | null;
  points_minute: Date | null;
  points_now: number;
  points_before: number;
  last_error: string | null;
  last_error_at: Date | null;
  last_used_at: Date | null;
  sweep_lease_id: string | null;
  sweep_lease_until: Date | null;
  sweep_due_at: Date | null;
  full_sweep_due_at: Date | null;
  watermark: Date | null;
  full_watermark: Date | null;
  swept_at: Date | null;
  etag: string | null;
};

/** Row of `identity_tokens`. */
export type IdentityTokenRow = {
  identity_id: string;
  seed_digest: string;
  used_seeds: string[];
  sealed: string;
  access_expires_at: Date | null;
  refresh_expires_at: Date | null;
  generation: number;
  refresh_started_at: Date | null;
  refresh_lease_until: Date | null;
  refresh_due_at: Date | null;
  refresh_failures: number;
  refreshed_at: Date | null;
  rejected_at: Date | null;
};

/** Row of `launch_ledger`. */
export type LedgerRow = {
  id: string;
  identity_id: string;
  task_id: string;
  fairness_key: string;
  interactive: boolean;
  at: Date;
  sent_at: Date | null;
};

/** Row of `campaigns`. */
export type CampaignRow = {
  id: string;
  seq: string;
  title: string;
  description: string | null;
  owner_ref: string;
  state: CampaignState;
  state_since: Date;
  state_reason: string | null;
  created_by: string;
  schedule_id: string | null;
  idempotency_key: string | null;
  created_at: Date;
  started_by: string | null;
  started_at: Date | null;
  ended_at: Date | null;
  due_at: Date | null;
  template_ref: string;
  template_version_id: string;
  include_ids: string[];
  request: CampaignRequest;
  max_open_per_owner: number | null;
  planning_id: string | null;
  planning_until: Date | null;
  planning_done: number;
  planning_total: number | null;
  planning_problem: string | null;
  lease_id: string | null;
  lease_until: Date | null;
  due_look_at: Date | null;
  recall: CampaignRecallRequest | null;
  kept_decisions: JsonObject | null;
};

/** Row of `campaign_waves`. */
export type CampaignWaveRow = {
  campaign_id: string;
  number: number;
  title: string | null;
  select: CampaignWaveSelect;
  gate: CampaignGate | null;
  state: CampaignWave['state'];
  opened_at: Date | null;
  passed_at: Date | null;
  confirmed_by: string | null;
  overridden: boolean;
};

/** Row of `campaign_targets`. */
export type CampaignTargetRow = {
  id: string;
  campaign_id: string;
  position: number;
  target_key: string;
  wave: number | null;
  host: string | null;
  repository_owner: string | null;
  repository_name: string | null;
  repository_url: string | null;
  entity_ref: string | null;
  entity_refs: string[];
  owner_ref: string | null;
  tier: string | null;
  system_ref: string | null;
  csv_row: number | null;
  parameters: JsonObject;
  verdict: CampaignVerdict;
  reasons: Reason[];
  open_tasks: number;
  excluded_by: string | null;
  excluded_at: Date | null;
  excluded_reason: string | null;
  opted_out: boolean;
  deferred_until: Date | null;
  deferred_by: string | null;
  deferred_at: Date | null;
  deferred_reason: string | null;
  added_by: string | null;
  added_at: Date | null;
  task_id: string | null;
  recall_state: 'pending' | 'done' | 'not-stopped' | 'failed' | null;
  recall_message: string | null;
  recall_failures: number;
};

/** Row of `campaign_events`. */
export type CampaignEventRow = {
  id: string;
  campaign_id: string;
  at: Date;
  kind: CampaignEvent['kind'];
  actor: string;
  data: JsonObject;
};

/** What was seen of a goal, since when until when. */
export type OutcomeResult = {
  result: 'met' | 'not-met' | 'unknown';
  /** The first and the latest look that saw it, ISO 8601. */
  since: string;
  until: string;
  /** What was seen, in a sentence. */
  message?: string;
};

/** What a file has said, for as long as GitHub says that it is the same. */
export type OutcomeFile = {
  etag: string;
  /** What it had to say then. */
  wanted: string | null;
  result: 'met' | 'not-met' | 'unknown';
  message: string;
};

/** Row of `campaign_outcomes`. */
export type CampaignOutcomeRow = {
  target_id: string;
  outcome: CampaignOutcome;
  results: OutcomeResult[];
  file: OutcomeFile | null;
  checked_at: Date | null;
  merged_at: Date | null;
  failures: number;
  due_at: Date | null;
  lease_id: string | null;
  lease_until: Date | null;
};

/** Row of `campaign_reminders`. */
export type CampaignReminderRow = {
  campaign_id: string;
  due_at: Date;
  before_ms: string;
  owner_ref: string;
  targets: number;
  told_at: Date;
};

/** Row of `campaign_snapshots`. */
export type CampaignSnapshotRow = {
  campaign_id: string;
  at: Date;
  counts: Record<string, number>;
};

/** Row of `bypass_sweeps`. */
export type BypassSweepRow = {
  repository: string;
  host: string;
  repository_owner: string;
  repository_name: string;
  entity_ref: string | null;
  owner_ref: string | null;
  governed_at: Date;
  due_at: Date;
  lease_id: string | null;
  lease_until: Date | null;
  watermark: Date | null;
  archived_watermark: Date | null;
  swept_at: Date | null;
  last_error: string | null;
};

/** Row of `bypass_findings`. */
export type BypassFindingRow = {
  id: string;
  seq: string;
  host: string;
  repository_owner: string;
  repository_name: string;
  entity_ref: string | null;
  owner_ref: string | null;
  github_task_id: string;
  github_task_url: string | null;
  creator_id: string | null;
  creator_login: string | null;
  agent_state: AgentState | null;
  pulls: { databaseId: string; globalId?: string }[];
  kind: BypassFinding['kind'];
  marker_task_id: string | null;
  created_at: Date;
  found_at: Date;
  status: BypassFinding['status'];
  adopted_task_id: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  reason: string | null;
};

/** Row of `schedules`. */
export type ScheduleRow = {
  id: string;
  title: string;
  description: string | null;
  owner_ref: string;
  request: ScheduleRequest;
  entity_ref: string | null;
  entity_digest: string | null;
  enabled: boolean;
  disabled_code: NonNullable<Schedule['disabled']>['code'] | null;
  disabled_message: string | null;
  disabled_by: string | null;
  disabled_at: Date | null;
  created_by: string;
  idempotency_key: string | null;
  created_at: Date;
  changed_by: string;
  changed_at: Date;
  next_at: Date | null;
  due_at: Date | null;
  lease_id: string | null;
  lease_until: Date | null;
  due_look_at: Date | null;
};

/** Row of `schedule_runs`. */
export type ScheduleRunRow = {
  id: string;
  seq: string;
  schedule_id: string;
  planned_at: Date;
  manual: boolean;
  asked_by: string | null;
  state: ScheduleRunState;
  reason: string | null;
  not_before: Date | null;
  campaign_id: string | null;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
};

declare module 'knex/types/tables' {
  interface Tables {
    template_versions: TemplateVersionRow;
    template_status_changes: TemplateStatusChangeRow;
    template_heads: TemplateHeadRow;
    task_includes: TaskIncludeRow;
    agent_tasks: TaskRow;
    agent_task_attempts: AttemptRow;
    pull_requests: PullRequestRow;
    pull_routes: PullRouteRow;
    task_waits: TaskWaitRow;
    own_attempts: OwnAttemptRow;
    keeper_runs: { name: string; began_at: Date };
    requester_tokens: RequesterTokenRow;
    credit_reservations: CreditReservationRow;
    task_timeline: TimelineRow;
    audit_events: AuditEventRow;
    audit_chain: AuditChainRow;
    audit_checkpoints: AuditCheckpointRow;
    audit_anchors: AuditAnchorRow;
    approval_requests: ApprovalRequestRow;
    approvals: ApprovalRow;
    outbox: OutboxRow;
    identity_states: IdentityStateRow;
    identity_tokens: IdentityTokenRow;
    launch_ledger: LedgerRow;
    campaigns: CampaignRow;
    campaign_waves: CampaignWaveRow;
    campaign_targets: CampaignTargetRow;
    campaign_events: CampaignEventRow;
    campaign_reminders: CampaignReminderRow;
    campaign_snapshots: CampaignSnapshotRow;
    schedules: ScheduleRow;
    schedule_runs: ScheduleRunRow;
    campaign_outcomes: CampaignOutcomeRow;
    bypass_sweeps: BypassSweepRow;
    bypass_findings: BypassFindingRow;
  }
}
