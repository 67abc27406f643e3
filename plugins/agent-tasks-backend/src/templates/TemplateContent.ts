import {
  AGENT_TASK_TEMPLATE_KIND,
  agentTasksAnnotations,
  AgentTaskTemplateSpec,
  TemplateType,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { TemplateVersionRow } from '../database/rows';
import { digestJson } from '../json/digest';
import { isJsonObject } from '../json/isJsonObject';

/** One content of a template, whatever the catalog says later. */
export type TemplateContent = {
  ref: string;
  digest: string;
  version: string;
  title: string;
  spec: AgentTaskTemplateSpec;
  /** What the digest covers. */
  content: JsonObject;
  /** Entity reference of who changed it last, where the entity says so. */
  author?: string;
};

/** A template with the texts that its prompt begins with. */
export type TemplateWithIncludes = TemplateContent & {
  includes: TemplateContent[];
  /** References of `spec.includes` that name no include the caller may read. */
  missingIncludes: string[];
};

/**
 * Reads the content of a template's entity. The digest covers title,
 * description and the whole specification, with sorted keys; names, tags and
 * annotations may change without making a new version.
 *
 * @returns undefined where the entity has no prompt or no version.
 */
export function readTemplateContent(
  entity: Entity,
): TemplateContent | undefined {
  const { title = entity.metadata.name, description } = entity.metadata;
  const spec = entity.spec;
  if (
    !isJsonObject(spec) ||
    typeof spec.prompt !== 'string' ||
    typeof spec.version !== 'string'
  ) {
    return undefined;
  }
  const content = { title, ...(description && { description }), spec };
  const author = readAuthor(entity);
  return {
    ref: stringifyEntityRef(entity),
    digest: digestJson(content),
    version: spec.version,
    title,
    spec: spec as JsonObject & AgentTaskTemplateSpec,
    content,
    ...(author && { author }),
  };
}

/** The specification of a stored version. */
export function specOf({
  content: { spec },
}: Pick<TemplateVersionRow, 'content'>):
  | (JsonObject & AgentTaskTemplateSpec)
  | undefined {
  return isJsonObject(spec)
    ? (spec as JsonObject & AgentTaskTemplateSpec)
    : undefined;
}

/** A stored version as it was read. */
export function contentOf(row: TemplateVersionRow): TemplateContent {
  return {
    ref: row.template_ref,
    digest: row.digest,
    version: row.version,
    title: row.title,
    // only contents with a specification become versions
    spec: row.content.spec as JsonObject & AgentTaskTemplateSpec,
    content: row.content,
  };
}

/** Whether tasks are made from it, or it stands in front of other prompts. */
export function templateTypeOf(content: TemplateContent): TemplateType {
  return content.spec.type ?? 'template';
}

function readAuthor(entity: Entity): string | undefined {
  const ref = entity.metadata.annotations?.[agentTasksAnnotations.changedBy];
  try {
    return (
      ref &&
      stringifyEntityRef(
        parseEntityRef(ref, {
          defaultKind: 'user',
          defaultNamespace: 'default',
        }),
      )
    );
  } catch {
    return undefined;
  }
}

/**
 * The full reference of a template, from `name`, `namespace/name` or a whole
 * reference.
 *
 * @returns undefined where it is no reference of a template.
 */
export function parseTemplateRef(ref: string): string | undefined {
  try {
    const parsed = parseEntityRef(ref, {
      defaultKind: AGENT_TASK_TEMPLATE_KIND,
      defaultNamespace: 'default',
    });
    return parsed.kind.toLowerCase() === AGENT_TASK_TEMPLATE_KIND.toLowerCase()
      ? stringifyEntityRef(parsed)
      : undefined;
  } catch {
    return undefined;
  }
}
