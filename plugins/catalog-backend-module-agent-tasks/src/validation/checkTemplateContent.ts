import {
  AGENT_TASK_TEMPLATE_KIND,
  AgentTaskTemplateSpec,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { findExpressionProblems } from './findExpressionProblems';
import { findOutcomeProblems } from './findOutcomeProblems';
import { EntityProblem } from './EntityProblem';

/**
 * Checks what a JSON schema cannot say of a template whose shape is right.
 */
export function checkTemplateContent(
  spec: AgentTaskTemplateSpec,
): EntityProblem[] {
  const parameters = (spec.parameters?.properties ?? {}) as JsonObject;
  const names = Object.keys(parameters);

  return [
    ...includeProblems(spec),
    ...ownerProblems(spec.owner),
    ...referenceProblems(spec),
    ...schemaProblems(spec.parameters, parameters),
    ...unknownNames(
      '/spec/parameters/required',
      (spec.parameters?.required ?? []) as string[],
      names,
    ),
    ...unknownNames('/spec/prefill', Object.keys(spec.prefill ?? {}), names),
    ...Object.entries(spec.prefill ?? {}).flatMap(([name, expression]) =>
      findExpressionProblems(`/spec/prefill/${name}`, expression, []),
    ),
    ...(spec.title
      ? findExpressionProblems('/spec/title', spec.title, names)
      : []),
    ...findExpressionProblems('/spec/prompt', spec.prompt, names),
    ...findOutcomeProblems(spec.outcome, names),
  ];
}

/** What an include has; it is a text, and nothing launches from it. */
const includeFields = ['type', 'version', 'owner', 'prompt'];

function includeProblems(spec: AgentTaskTemplateSpec): EntityProblem[] {
  return spec.type === 'include'
    ? Object.entries(spec)
        .filter(
          ([name, value]) =>
            value !== undefined && !includeFields.includes(name),
        )
        .map(([name]) => ({
          path: `/spec/${name}`,
          message: `does not belong to an include; expected ${includeFields.join(
            ', ',
          )} alone`,
        }))
    : [];
}

function referenceProblems(spec: AgentTaskTemplateSpec): EntityProblem[] {
  const lists: [path: string, refs: string[] | undefined, kind: string][] = [
    ['/spec/includes', spec.includes, AGENT_TASK_TEMPLATE_KIND],
    ['/spec/tools/resources', spec.tools?.resources, 'AIResource'],
    ['/spec/review/reviewers', spec.review?.reviewers, 'Group'],
    ['/spec/escalation/to', spec.escalation?.to, 'Group'],
  ];
  return lists.flatMap(([path, refs = [], defaultKind]) =>
    refs.flatMap((ref, index) => {
      try {
        parseEntityRef(ref, { defaultKind, defaultNamespace: 'default' });
        return [];
      } catch {
        return [
          {
            path: `${path}/${index}`,
            message: `is ${JSON.stringify(
              ref,
            )}; expected an entity reference of the kind ${defaultKind} unless it says another`,
          },
        ];
      }
    }),
  );
}

function ownerProblems(owner: string): EntityProblem[] {
  try {
    parseEntityRef(owner, {
      defaultKind: 'Group',
      defaultNamespace: 'default',
    });
    return [];
  } catch (error) {
    return [
      {
        path: '/spec/owner',
        message: `is ${JSON.stringify(
          owner,
        )}; expected an entity reference such as group:default/platform`,
      },
    ];
  }
}

function schemaProblems(
  schema: JsonObject | undefined,
  parameters: JsonObject,
): EntityProblem[] {
  if (!schema) {
    return [];
  }
  // `ui:` keys and the scaffolder's own are annotations: not strict.
  const ajv = addFormats(new Ajv({ strict: false, logger: false }));
  const problems = new Array<EntityProblem>();
  for (const [name, property] of Object.entries(parameters)) {
    const path = `/spec/parameters/properties/${name}`;
    try {
      const validate = ajv.compile(property as JsonObject);
      const fallback = (property as JsonObject).default;
      if (fallback !== undefined && !validate(fallback)) {
        problems.push({
          path: `${path}/default`,
          message: `does not fit the parameter: ${ajv.errorsText(
            validate.errors,
            { dataVar: 'it' },
          )}`,
        });
      }
    } catch (error) {
      problems.push(notASchema(path, error));
    }
  }
  if (problems.length === 0) {
    try {
      ajv.compile(schema);
    } catch (error) {
      problems.push(notASchema('/spec/parameters', error));
    }
  }
  return problems;
}

function notASchema(path: string, error: unknown): EntityProblem {
  const reason = isError(error) ? error.message : String(error);
  return { path, message: `is not a JSON schema: ${reason}` };
}

function unknownNames(
  path: string,
  used: string[],
  known: string[],
): EntityProblem[] {
  return used
    .filter(name => !known.includes(name))
    .map(name => ({
      path: `${path}/${name}`,
      message: `is not a parameter; ${knownParameters(known)}`,
    }));
}

function knownParameters(known: string[]): string {
  return known.length
    ? `the parameters are ${known.join(', ')}`
    : 'the template has no parameters';
}
