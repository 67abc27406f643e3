import type { AgentTaskTemplateSpec } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { findExpressionProblems } from './findExpressionProblems';
import { TemplateProblem } from './TemplateProblem';

/**
 * Checks what a JSON schema cannot say of a template whose shape is right.
 */
export function checkTemplateContent(
  spec: AgentTaskTemplateSpec,
): TemplateProblem[] {
  const parameters = (spec.parameters?.properties ?? {}) as JsonObject;
  const names = Object.keys(parameters);

  return [
    ...ownerProblems(spec.owner),
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
  ];
}

function ownerProblems(owner: string): TemplateProblem[] {
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
): TemplateProblem[] {
  if (!schema) {
    return [];
  }
  // `ui:` keys and the scaffolder's own are annotations: not strict.
  const ajv = addFormats(new Ajv({ strict: false, logger: false }));
  const problems = new Array<TemplateProblem>();
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

function notASchema(path: string, error: unknown): TemplateProblem {
  const reason = isError(error) ? error.message : String(error);
  return { path, message: `is not a JSON schema: ${reason}` };
}

function unknownNames(
  path: string,
  used: string[],
  known: string[],
): TemplateProblem[] {
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
