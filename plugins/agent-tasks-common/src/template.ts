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
 * Content of an {@link AgentTaskTemplateEntity}.
 *
 * @public
 */
export type AgentTaskTemplateSpec = {
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
  model?: string;
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
  };
};
