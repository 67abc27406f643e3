import type { SeedAgentConfiguration } from './SimulatorSeed';

/** What a person or a team may do in a repository, weakest first. */
export type RepositoryRole = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

/** GitHub's eight states of an agent task. @public */
export type AgentTaskState =
  | 'queued'
  | 'in_progress'
  | 'completed'
  | 'failed'
  | 'idle'
  | 'waiting_for_user'
  | 'timed_out'
  | 'cancelled';

export interface Account {
  id: number;
  nodeId: string;
  login: string;
  type: 'User' | 'Organization' | 'Bot';
  name?: string;
  email?: string;
  /** Without one, `/agents/*` answers 403 `copilot_plan_required`. */
  copilotSeat: boolean;
  createdAt: number;
}

export interface OrganizationDetails {
  accountId: number;
  basePermission: RepositoryRole | 'none';
  members: Map<number, 'member' | 'admin'>;
  /** Personal tokens need `sso` to see this organization. */
  ssoRequired: boolean;
}

export interface Team {
  id: number;
  nodeId: string;
  organizationId: number;
  name: string;
  slug: string;
  description?: string;
  memberIds: Set<number>;
  repositories: Map<number, RepositoryRole>;
  createdAt: number;
}

/** The kinds of token GitHub knows, by prefix. @public */
export type TokenKind =
  | 'classic'
  | 'fine-grained'
  | 'oauth'
  | 'app-user'
  | 'installation';

export interface Token {
  value: string;
  kind: TokenKind;
  /** The user, or for an installation token the account it is installed on. */
  accountId: number;
  expiresAt?: number;
  /** Classic and OAuth tokens. */
  scopes: string[];
  /** Fine-grained and installation tokens; undefined = every one. */
  repositories?: Set<string>;
  /** Fine-grained and installation tokens; undefined = all, with write. */
  permissions?: Record<string, 'read' | 'write'>;
  sso: boolean;
}

export interface BranchProtection {
  requiredApprovals: number;
  requireCodeOwnerReviews: boolean;
  dismissStaleReviews: boolean;
  requireLastPushApproval: boolean;
  enforceAdmins: boolean;
  contexts: string[];
  strict: boolean;
  requiredSignatures: boolean;
  requiredLinearHistory: boolean;
  requiredConversationResolution: boolean;
  blockCreations: boolean;
}

export interface RepositoryHook {
  id: number;
  url: string;
  secret?: string;
  contentType: string;
  insecureSsl: string;
  events: string[];
  active: boolean;
  createdAt: number;
}

export interface Repository {
  id: number;
  nodeId: string;
  ownerId: number;
  name: string;
  description?: string;
  homepage?: string;
  visibility: 'public' | 'private' | 'internal';
  defaultBranch: string;
  topics: string[];
  archived: boolean;
  /** Off = `POST …/tasks` answers 404. */
  agentsEnabled: boolean;
  /** Workflows on the agent's pushes wait for "Approve and run". */
  requireWorkflowApproval: boolean;
  agentConfiguration: SeedAgentConfiguration;
  collaborators: Map<number, RepositoryRole>;
  settings: {
    hasIssues: boolean;
    hasProjects: boolean;
    hasWiki: boolean;
    allowMergeCommit: boolean;
    allowSquashMerge: boolean;
    allowRebaseMerge: boolean;
    allowAutoMerge: boolean;
    allowUpdateBranch: boolean;
    deleteBranchOnMerge: boolean;
    squashMergeCommitTitle: 'PR_TITLE' | 'COMMIT_OR_PR_TITLE';
    squashMergeCommitMessage: 'PR_BODY' | 'COMMIT_MESSAGES' | 'BLANK';
  };
  protections: Map<string, BranchProtection>;
  branches: Map<string, string>;
  variables: Map<string, { value: string; createdAt: number }>;
  secrets: Set<string>;
  subscriptions: Map<number, { ignored: boolean; createdAt: number }>;
  hooks: Map<number, RepositoryHook>;
  labels: Map<string, Label>;
  nextNumber: number;
  pulls: Map<number, Pull>;
  issues: Map<number, Issue>;
  sizeKb: number;
  createdAt: number;
  updatedAt: number;
  pushedAt: number;
}

export interface Label {
  id: number;
  nodeId: string;
  name: string;
  color: string;
  description?: string;
  isDefault: boolean;
}

export interface Comment {
  id: number;
  nodeId: string;
  authorId: number;
  body: string;
  createdAt: number;
  updatedAt: number;
}

/** What issues and pull requests share. */
export interface Issue {
  id: number;
  nodeId: string;
  repositoryId: number;
  number: number;
  title: string;
  body?: string;
  authorId: number;
  state: 'open' | 'closed';
  labels: string[];
  assigneeIds: Set<number>;
  comments: Comment[];
  createdAt: number;
  updatedAt: number;
  closedAt?: number;
}

export interface Review {
  id: number;
  nodeId: string;
  authorId: number;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  body: string;
  commitSha: string;
  submittedAt: number;
}

export interface Pull extends Issue {
  draft: boolean;
  headRef: string;
  headSha: string;
  baseRef: string;
  baseSha: string;
  requestedReviewerIds: Set<number>;
  requestedTeamIds: Set<number>;
  reviews: Review[];
  mergedAt?: number;
  mergedById?: number;
  mergeCommitSha?: string;
  taskId?: string;
}

export interface AgentSession {
  id: string;
  name: string;
  userId: number;
  state: AgentTaskState;
  prompt: string;
  headRef?: string;
  baseRef: string;
  model: string;
  /** Whole nano units of AI credits; undefined until the session ended. */
  usageNano?: number;
  errorMessage?: string;
  createdAt: number;
  updatedAt: number;
  completedAt?: number;
}

/** One reading of a task. Never changed in place: see `TaskStore`. */
export interface AgentTask {
  readonly id: string;
  readonly repositoryId: number;
  readonly creatorId: number;
  readonly name: string;
  readonly prompt: string;
  readonly model?: string;
  readonly customAgent?: string;
  readonly createPullRequest: boolean;
  readonly baseRef: string;
  readonly headRef?: string;
  readonly state: AgentTaskState;
  readonly sessions: readonly AgentSession[];
  readonly branch?: string;
  readonly pullId?: number;
  readonly archivedAt?: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface CommitStatus {
  id: number;
  nodeId: string;
  sha: string;
  context: string;
  state: 'error' | 'failure' | 'pending' | 'success';
  description?: string;
  targetUrl?: string;
  creatorId: number;
  createdAt: number;
  updatedAt: number;
}

export type CheckConclusion =
  | 'success'
  | 'failure'
  | 'cancelled'
  | 'action_required';

/** A workflow run with its check suite and the one check run in it. */
export interface WorkflowRun {
  id: number;
  nodeId: string;
  suiteId: number;
  suiteNodeId: string;
  checkId: number;
  checkNodeId: string;
  repositoryId: number;
  runNumber: number;
  name: string;
  path: string;
  event: string;
  branch: string;
  sha: string;
  actorId: number;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion?: CheckConclusion;
  createdAt: number;
  updatedAt: number;
}
