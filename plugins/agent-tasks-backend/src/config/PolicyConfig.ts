/**
 * The keys of `agentTasks` that policy alone reads. Everything is off unless
 * configured.
 */
export type PolicyConfig = {
  /** Values of `spec.lifecycle` that keep agents out. */
  deniedLifecycles: string[];
  owners: {
    /** The owner is a group of the catalog with members. */
    required: boolean;
    minMembers: number;
  };
  /** What tiers ask for, by the tier. */
  tiers: Record<string, TierRules>;
  /** Globs over model names; every model unless given. */
  models: { allow?: string[] };
  /** Globs over names of custom agents; every one unless given. */
  customAgents: { allow?: string[] };
  freezes: FreezeConfig[];
  /** Whether rendered prompts are scanned for secrets. */
  scanSecrets: boolean;
  ticketSystem?: TicketSystemConfig;
  /** How the ticket system is asked, whoever brought it. */
  ticketCache: { ttlMs: number; timeoutMs: number };
  review: {
    /** Per repository: open ones of agents, and those on their way. */
    maxOpenPullRequests?: number;
    /** Somebody other than requester and identity can review. */
    requireReviewer: boolean;
  };
  budgets: {
    /** AI credits of an owner in a calendar month (UTC). */
    creditsPerOwner?: number;
    /** Other budgets, by entity reference in lower case. */
    owners: Record<string, number>;
    /** Reserved for a task whose template has no history. */
    assumedCredits: number;
  };
  preflight: { enabled: boolean; cacheMs: number };
};

/** What a tier asks for. */
export type TierRules = {
  ticket?: 'required';
  /** Who has to agree, and how many of them. */
  approvals?: { count: number; by: string[] };
};

/**
 * A time in which nothing starts. `start` and `end` are either both local times
 * (`2026-12-18T18:00`) or both cron expressions.
 */
export type FreezeConfig = {
  name: string;
  /** IANA name. */
  timeZone: string;
  start: string;
  end: string;
  /** Holds for everything unless one of the three narrows it. */
  tiers?: string[];
  owners?: string[];
  repositories?: string[];
};

/** One of the two systems that come with the broker. */
export type TicketSystemConfig = {
  jira?: JiraConfig;
  serviceNow?: ServiceNowConfig;
};

/** Jira Cloud, or Jira Data Center without `email`. */
export type JiraConfig = {
  baseUrl: string;
  /** Of the account; with it the token is an API token of Jira Cloud. */
  email?: string;
  token: string;
  /** Keys of status categories under which work may be done. */
  openCategories: string[];
};

/** The table `change_request` of ServiceNow. */
export type ServiceNowConfig = {
  baseUrl: string;
  username: string;
  password: string;
  /** Values of `state` under which work may be done. */
  openStates: string[];
  /** Whether `approval` has to be `approved`. */
  approved: boolean;
};
