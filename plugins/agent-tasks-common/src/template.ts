import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';

/** `apiVersion` of agent task templates. @public */
export const AGENT_TASK_TEMPLATE_API_VERSION = 'agent-tasks/v1alpha1';
/** `kind` of agent task templates. @public */
export const AGENT_TASK_TEMPLATE_KIND = 'AgentTaskTemplate';

/**
 * A prompt with typed parameters and rules, kept in the catalog.
 *
 * @public
 */
export interface AgentTaskTemplateEntity extends Entity {
  apiVersion: typeof AGENT_TASK_TEMPLATE_API_VERSION;
  kind: typeof AGENT_TASK_TEMPLATE_KIND;
  spec: AgentTaskTemplateSpec & JsonObject;
}

/**
 * What a template's prompt takes for granted about the place where the agent
 * works. Recorded with the version; MCP servers and hosts are compared with
 * GitHub's settings where the preflight is on.
 *
 * @public
 */
export type TemplateToolAssumptions = {
  /** Names of MCP servers that are configured for the agent. */
  mcpServers?: string[];
  /** Tool → version, e.g. `node: '24'`. */
  toolchain?: Record<string, string>;
  /** Steps of `copilot-setup-steps.yml` that have to be there. */
  setupSteps?: string[];
  /** Hosts that the agent's firewall lets through. */
  firewallHosts?: string[];
  /** Entity references of `AIResource`s: skills and rules. */
  resources?: string[];
};

/**
 * When an attempt that has failed is made again by itself: in the way that its
 * failure class suggests, and after policy was asked again.
 *
 * @public
 */
export type TemplateRetryRule = {
  /** Attempts in all, the first included. */
  maxAttempts: number;
  /** Failure classes that are worth another attempt. */
  on?: string[];
  /** Before the next attempt, e.g. `PT10M`. */
  wait?: string;
};

/**
 * Who reviews what the agent hands in, and what the agent is asked for without
 * a person.
 *
 * @public
 */
export type TemplateReviewRule = {
  /** Approvals that the pull request needs. */
  approvals?: number;
  /** Entity references; the owner of the component unless given. */
  reviewers?: string[];
  /** Whether checks have to pass before somebody is asked. */
  afterChecks?: boolean;
  /** How often the agent is asked by itself to correct its pull request. */
  followUps?: {
    /** Where its checks fail. */
    failingChecks?: number;
    /** Where its review asks for changes. */
    requestedChanges?: number;
  };
};

/**
 * Whom to tell when nobody acts, beside the owner, and when.
 *
 * @public
 */
export type TemplateEscalationRule = {
  /** Time without an answer or a review, e.g. `P2D`. */
  after: string;
  /** Entity references of users and groups. */
  to: string[];
};

/**
 * What is so once the work has reached its goal; campaigns look at it. All
 * that is given has to hold.
 *
 * @public
 */
export type TemplateOutcomeRule = {
  /** The goal in a few words, e.g. `Runs on Node.js 24`. */
  title: string;
  /** A fact of the catalog. */
  catalog?: {
    /** Expressions over the entity, e.g. `${{ entity.spec.lifecycle }}`. */
    value: string;
    /** What it has to be; may have expressions. */
    equals: string;
  };
  /** A file in the default branch of the repository. */
  file?: {
    path: string;
    /** A regular expression in RE2's syntax that is found in it. */
    matches?: string;
    /** JSON pointer into a JSON or YAML file, with `equals`. */
    pointer?: string;
    /** What is there, as text; may have expressions. */
    equals?: string;
  };
  /** A check that a module has added to the backend. */
  check?: {
    id: string;
    /** For the check; texts may have expressions. */
    with?: JsonObject;
  };
};

/**
 * Content of an {@link AgentTaskTemplateEntity}.
 *
 * @public
 */
export type AgentTaskTemplateSpec = {
  /**
   * `include` for a text that templates begin with: it has version, owner and
   * prompt alone and is not launched itself. `template` unless given.
   */
  type?: 'template' | 'include';
  /** Semantic version that people read; the digest is what identifies. */
  version: string;
  /** Entity reference of the owner. */
  owner: string;
  /**
   * Title of the tasks made from it, in the syntax of the prompt; the
   * template's own title unless given.
   */
  title?: string;
  /** JSON Schema (an object) of the parameters, with the scaffolder's `ui:` keys. */
  parameters?: JsonObject;
  /** Parameter name → expression over the entity, e.g. `${{ migrationTarget }}`. */
  prefill?: Record<string, string>;
  /** Text with `${{ … }}` over parameters, entity, owner, tier, migrationTarget, repository, requester, ticket and template. */
  prompt: string;
  /** References of includes, which are rendered before the prompt. */
  includes?: string[];
  model?: string;
  /** Models to be asked for where the first one is not available, in order. */
  fallbackModels?: string[];
  /** File name without `.agent.md`. */
  customAgent?: string;
  baseRef?: string;
  /** Whether GitHub opens a pull request; `true` unless given. */
  createPullRequest?: boolean;
  /** Entities that the template is meant for; every entity unless given. */
  appliesTo?: {
    kinds?: string[];
    types?: string[];
    tags?: string[];
    /** Annotations that have to be there. */
    annotations?: string[];
  };
  /** What policy asks of a request. */
  requires?: {
    ticket?: boolean;
    /** Who has to agree before a task is launched. */
    approval?: {
      /** How many different people; 1 unless given. */
      count?: number;
      /** `owner-group`, `security-group` or entity references of groups and users. */
      by: string | string[];
    };
  };
  tools?: TemplateToolAssumptions;
  retry?: TemplateRetryRule;
  review?: TemplateReviewRule;
  escalation?: TemplateEscalationRule;
  outcome?: TemplateOutcomeRule;
};
