import type { CampaignsConfig } from './CampaignsConfig';
import type { EscalationConfig } from './EscalationConfig';
import type { PolicyConfig } from './PolicyConfig';

/**
 * `agentTasks` of app-config as the plugin uses it: every default applied,
 * every duration in milliseconds.
 */
export type AgentTasksConfig = {
  /** Entity references of those who hear of identities that need help. */
  admins: string[];
  /** Keys for what is stored encrypted; the first one encrypts. */
  encryption: { keys: EncryptionKey[] };
  /** Whether a requester may lend a token of their own for a launch. */
  requesterTokens: { enabled: boolean };
  identities: IdentityConfig[];
  /** Globs over `owner/name` or `host/owner/name`; deny wins. */
  repositories: { allow: string[]; deny: string[] };
  defaults: {
    model?: string;
    baseRef?: string;
    createPullRequest: boolean;
  };
  prompts: {
    /** Whether a request may bring its own prompt instead of a template. */
    allowFree: boolean;
    /** Characters of the rendered prompt, marker line included. */
    maxLength: number;
  };
  entities: { tierAnnotation: string };
  templates: {
    /** With `required`, versions begin as drafts. */
    approval: 'required' | 'none';
    /** Whether a version is approved by somebody else than its author. */
    fourEyes: boolean;
    /** Globs over `owner/name` or `host/owner/name` where drafts may launch. */
    sandboxRepositories: string[];
  };
  tickets: {
    /** What a ticket looks like, e.g. `^[A-Z]+-\d+$`. */
    pattern?: string;
  };
  /** What policy alone reads. */
  policy: PolicyConfig;
  approvals: {
    /** Entity reference of the group that rules call `security-group`. */
    securityGroup?: string;
    /** How long an approval is waited for. */
    expiryMs: number;
    /** When approvers are reminded once, after they were asked. */
    reminderMs: number;
  };
  concurrency: ConcurrencyCaps;
  launch: {
    /** Of the POST; stays below the lease. */
    timeoutMs: number;
    leaseMs: number;
  };
  reconcile: {
    /** How long to look for the marker after an unknown outcome. */
    windowMs: number;
    afterWindow: 'hold' | 'relaunch';
  };
  tracking: {
    /** Between sweeps while something moves. */
    activeIntervalMs: number;
    /** Between sweeps while nothing runs. */
    idleIntervalMs: number;
    /** Between sweeps over all states. */
    fullSweepIntervalMs: number;
    /** A task that was not read for this long is read by itself. */
    silentAfterMs: number;
    /** Between readings of an open pull request. */
    pullRequestIntervalMs: number;
  };
  /** How pull requests of agents are brought into review; off by default. */
  review: {
    /** When the broker turns an agent's draft into one to be reviewed. */
    markReady: 'never' | 'when-checks-are-green' | 'always';
    /** Per owner: those that are ready and open; the rest stay drafts. */
    maxReadyPerOwner?: number;
    requestReviewers: boolean;
    /** People who are asked where no team is. */
    reviewers: number;
    /** Entity references of those who review what nobody else can. */
    defaultReviewers: string[];
    labels: string[];
    /** Whether a comment says where the pull request comes from. */
    comment: boolean;
    /** Pull requests in which nothing happens are closed; none unless given. */
    closeStale?: {
      /** Without anything happening, until the warning. */
      afterMs: number;
      /** From the warning until it is closed. */
      warningMs: number;
    };
  };
  escalation: EscalationConfig;
  campaigns: CampaignsConfig;
  audit: {
    /** How long events are kept; for ever unless given. */
    retentionMs?: number;
    anchors: {
      /** Between anchors. */
      intervalMs: number;
      /** A file that gets a line for each. */
      file?: string;
      webhook?: { url: string; secret?: string };
    };
  };
  /** The look for agent tasks that were started past the broker. */
  bypass: {
    enabled: boolean;
    /** Between looks through a repository. */
    intervalMs: number;
    /** How far back the first look goes. */
    lookBackMs: number;
  };
  schedules: {
    /** The least between two runs of a schedule. */
    minIntervalMs: number;
    /** Schedules that are entities of the catalog. */
    catalog: {
      enabled: boolean;
      /** Between looks at the catalog. */
      intervalMs: number;
      /** Whether they run without a person who has enabled them. */
      trusted: boolean;
    };
  };
  /** The look whether targets of campaigns have reached their goal. */
  outcomes: {
    /** Between looks at a target. */
    intervalMs: number;
    /** How long a target is looked at after its campaign has ended. */
    keepCheckingMs: number;
  };
};

/** A key that tokens are encrypted with. */
export type EncryptionKey = {
  /** Stands beside what it has encrypted. */
  id: string;
  secret: string;
};

/** A GitHub App that an automation account has authorised. */
export type AppIdentityConfig = {
  clientId: string;
  clientSecret: string;
  /** Where the chain of tokens begins; used once. */
  refreshToken: string;
  /** Where tokens are refreshed. */
  tokenUrl: string;
};

/** One automation identity: an account with its token and its repositories. */
export type IdentityConfig = {
  id: string;
  host: string;
  apiBaseUrl: string;
  /** A user's token: fine-grained or classic PAT, OAuth or GitHub App user token. */
  token?: string;
  /** Instead of `token`: a GitHub App's user token that is refreshed. */
  app?: AppIdentityConfig;
  /** Reads pull requests; the launching token unless given. */
  pullRequestToken?: string;
  /** Globs over `owner/name`. */
  repositories: string[];
  limits: IdentityLimits;
};

/** Most tasks that are admitted and have not settled; none unless given. */
export type ConcurrencyCaps = {
  perOrganization?: number;
  perRepository?: number;
  perOwner?: number;
  perTemplate?: number;
};

/** GitHub's published limits of a user unless configured otherwise. */
export type IdentityLimits = {
  /** Creations in 60 s. */
  creationsPerMinute: number;
  /** Creations in 3,600 s. */
  creationsPerHour: number;
  /** Tasks that are being launched at once. */
  concurrentLaunches: number;
  /** Points of REST requests in 60 s: 5 for one that writes, else 1. */
  pointsPerMinute: number;
};
