import type { AgentRule } from '../agent/AgentBehaviour';
import type { FaultRule } from '../faults/FaultRule';
import { AgentTaskState } from './types';

/**
 * What the simulated GitHub starts with. Plain data: it can be written as JSON
 * or YAML.
 *
 * @public
 */
export interface SimulatorSeed {
  users?: SeedUser[];
  organizations?: SeedOrganization[];
  tokens?: SeedToken[];
  /** GitHub Apps whose users' tokens can be refreshed. */
  apps?: SeedApp[];
  refreshTokens?: SeedRefreshToken[];
  repositories?: SeedRepository[];
  pulls?: SeedPull[];
  tasks?: SeedTask[];
  faults?: FaultRule[];
  agentRules?: AgentRule[];
}

/** @public */
export interface SeedUser {
  login: string;
  id?: number;
  name?: string;
  email?: string;
  /** Default true; without one `/agents/*` is refused. */
  copilotSeat?: boolean;
}

/** @public */
export interface SeedOrganization {
  login: string;
  id?: number;
  name?: string;
  /** What members may do in every repository. Default `write`. */
  basePermission?: 'none' | 'read' | 'write' | 'admin';
  /** Logins, or logins with a role. */
  members?: (string | { login: string; role: 'member' | 'admin' })[];
  teams?: {
    name: string;
    /** Default: made of the name. */
    slug?: string;
    description?: string;
    members?: string[];
    /** Repository name → role. */
    repositories?: Record<string, SeedRole>;
  }[];
  /** Personal tokens need `sso: true` to get in. Default false. */
  ssoRequired?: boolean;
}

/** @public */
export type SeedRole = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

/**
 * The kind is read from the token's prefix: `ghp_` classic, `github_pat_`
 * fine-grained, `gho_` OAuth, `ghu_` App user, `ghs_` installation.
 *
 * @public
 */
export interface SeedToken {
  token: string;
  /** The user; for an installation token the account it is installed on. */
  user: string;
  /** ISO 8601; may lie in the past. */
  expiresAt?: string;
  /** Milliseconds from the start of the simulator; may be negative. */
  expiresInMs?: number;
  /** Classic and OAuth tokens. Default `['repo', 'read:org']`. */
  scopes?: string[];
  /** Fine-grained and installation tokens: `owner/name`. Default: all. */
  repositories?: string[];
  /** Fine-grained and installation tokens. Default: all, with write. */
  permissions?: Record<string, 'read' | 'write'>;
  sso?: boolean;
}

/** A GitHub App, as its OAuth endpoint knows it. @public */
export interface SeedApp {
  clientId: string;
  clientSecret: string;
}

/** What a user's authorisation of an App has left behind. @public */
export interface SeedRefreshToken {
  /** `ghr_…`; good for one refresh. */
  token: string;
  clientId: string;
  user: string;
  /** `ghu_…`, issued together with it; ends with its first use. */
  accessToken?: string;
  /** Milliseconds from now; may be negative. Default: six months. */
  expiresInMs?: number;
}

/**
 * Settings of the cloud agent in a repository.
 *
 * @public
 */
export interface SeedAgentConfiguration {
  /** Name → configuration, as in the repository's settings. */
  mcpServers?: Record<string, Record<string, unknown>>;
  /** Default true. */
  firewall?: boolean;
  /** GitHub's own list of hosts is let through. Default true. */
  recommendedAllowlist?: boolean;
  /** Hosts and URLs that are let through besides. */
  customAllowlist?: string[];
}

/** @public */
export interface SeedRepository {
  owner: string;
  name: string;
  id?: number;
  description?: string;
  homepage?: string;
  visibility?: 'public' | 'private' | 'internal';
  defaultBranch?: string;
  topics?: string[];
  archived?: boolean;
  /** Default true. */
  agentsEnabled?: boolean;
  /** Workflows on the agent's pushes wait for a person. Default true. */
  requireWorkflowApproval?: boolean;
  /** What the agent finds there. */
  agentConfiguration?: SeedAgentConfiguration;
  /** Approvals that the default branch asks for. Default 0. */
  requiredApprovals?: number;
  /** Login → role. */
  collaborators?: Record<string, SeedRole>;
  /** Path → content. Without files the repository is empty. */
  files?: Record<string, string>;
}

/** @public */
export interface SeedPull {
  /** `owner/name`. */
  repository: string;
  author: string;
  title: string;
  body?: string;
  head: string;
  base?: string;
  draft?: boolean;
  state?: 'open' | 'closed' | 'merged';
  /** Files of the head branch, beside those of the base. */
  files: Record<string, string>;
  labels?: string[];
  reviewers?: string[];
  approvedBy?: string[];
}

/** @public */
export interface SeedTask {
  /** `owner/name`. */
  repository: string;
  creator: string;
  prompt: string;
  model?: string;
  createPullRequest?: boolean;
  /** Where the task stands at the start. Default `completed`. */
  state?: AgentTaskState;
  /** How long ago it was created, in milliseconds. Default one hour. */
  ageMs?: number;
  /** How long it took until `state`, in milliseconds. Default 5 minutes. */
  tookMs?: number;
  /** `session.error.message` of a task that failed. */
  error?: string;
  /** What became of its pull request. Default `open`. */
  pull?: 'open' | 'ready' | 'closed' | 'merged';
  approvedBy?: string[];
  archived?: boolean;
}
