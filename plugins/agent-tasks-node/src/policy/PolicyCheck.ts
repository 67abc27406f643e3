import type {
  AgentTaskTemplateSpec,
  Reason,
  TemplateStatus,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';

/**
 * Where a version of a template, or of an include of it, stands.
 *
 * @public
 */
export type TemplateVersionFacts = {
  /** Entity reference. */
  ref: string;
  title: string;
  version: string;
  digest: string;
  status: TemplateStatus;
  /** Digest of another content that had this version number before. */
  sameVersionAs?: string;
};

/**
 * What policy knows of a request, gathered before any check runs. What could
 * not be resolved is absent: the check that is in charge of it says so, the
 * others have nothing to say about it.
 *
 * @public
 */
export type PolicyFacts = {
  /** Entity reference as asked for, with kind and namespace. */
  entityRef?: string;
  /** The entity, as the requester may read it. */
  entity?: Entity;
  /** Entity reference of the owner. */
  owner?: string;
  tier?: string;
  /** Where the work would be done. */
  repository?: { host: string; owner: string; name: string };
  /** Why the request names no usable repository. */
  repositoryProblem?: Reason;
  /** Ids of the automation identities that reach the repository. */
  identities: string[];
  /** Reference of the template as asked for; absent for a free prompt. */
  templateRef?: string;
  /** The template's content, where it was found. */
  template?: AgentTaskTemplateSpec;
  /** The version of the template, then those of its includes; absent or empty for a free prompt. */
  templateVersions?: TemplateVersionFacts[];
  /** With the template's defaults applied. */
  parameters: JsonObject;
  ticket?: string;
  model?: string;
  customAgent?: string;
  /** Branch to start from, where one is named. */
  baseRef?: string;
  /** Whether GitHub opens a pull request. */
  createPullRequest?: boolean;
  /** When the requester wants it to start, ISO 8601; at once unless given. */
  notBefore?: string;
  /** The rendered prompt, without the marker line that a launch adds. */
  prompt?: string;
  /** Why there is no prompt. */
  promptProblems: Reason[];
  /** User or service that asks. */
  requestedBy: string;
  /** `submit` and `preview` come from a person or program, `launch` right before GitHub is called. */
  stage: 'preview' | 'submit' | 'retry' | 'launch';
};

/**
 * A reason against a request, and what kind of refusal it makes: `not-found`
 * 404, `forbidden` 403, `invalid` 422. The gravest kind of all reasons decides.
 *
 * @public
 */
export type PolicyDenial = Reason & {
  kind: 'not-found' | 'forbidden' | 'invalid';
};

/**
 * Something that a request is told beside its decision, and that refuses
 * nothing: what could not be asked, who would review, when it starts.
 *
 * @public
 */
export type PolicyNote = Reason & {
  kind: 'note';
  /** The task is allowed and starts no earlier, ISO 8601. */
  notBefore?: string;
};

/**
 * What a check says about a request.
 *
 * @public
 */
export type PolicyAnswer = Array<PolicyFinding | PolicyNote>;

/**
 * A reason to ask people first. A request that nothing denies waits until all
 * of its approvals are given, by others than the requester.
 *
 * @public
 */
export type PolicyApproval = Reason & {
  kind: 'approval';
  approval: {
    /** How many different people, 1 or more. */
    count: number;
    /** Entity references of users and groups who may approve. */
    by: string[];
  };
};

/**
 * What a check has to say about a request.
 *
 * @public
 */
export type PolicyFinding = PolicyDenial | PolicyApproval;

/**
 * One question of policy. Runs for every preview, submission and retry, and
 * again right before GitHub is called, so it has to be quick; a check that
 * throws or takes longer than ten seconds counts as a refusal that says so.
 *
 * @public
 */
export interface PolicyCheck {
  /** Stable and in kebab-case; decisions list it. */
  id: string;
  /**
   * Every reason against the request or to ask people first, and notes; without
   * reasons it is allowed.
   */
  evaluate(facts: PolicyFacts): PolicyAnswer | Promise<PolicyAnswer>;
}
