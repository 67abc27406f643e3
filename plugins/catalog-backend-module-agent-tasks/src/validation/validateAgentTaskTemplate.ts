import type { AgentTaskTemplateEntity } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import Ajv, { ErrorObject } from 'ajv';
import schema from '../schema/AgentTaskTemplate.v1alpha1.schema.json';
import { checkTemplateContent } from './checkTemplateContent';
import { TemplateProblem } from './TemplateProblem';

/**
 * JSON schema of the `AgentTaskTemplate` kind.
 *
 * @public
 */
export const agentTaskTemplateJsonSchema: { readonly [key: string]: unknown } =
  schema;

// `verbose` hands over the failing schema, whose description says in words
// what is expected.
const ajv = new Ajv({ allErrors: true, verbose: true });
const validateShape = ajv.compile<AgentTaskTemplateEntity>(schema);

/**
 * Finds everything that is wrong with a template: first its shape, and where
 * the shape is right also its content, e.g. a prefilled parameter that does not
 * exist or an expression that does not parse.
 *
 * @returns the problems, in the order of the fields; empty for a valid template
 * @public
 */
export function validateAgentTaskTemplate(entity: unknown): TemplateProblem[] {
  if (!validateShape(entity)) {
    return (validateShape.errors ?? []).filter(isOwnProblem).map(toProblem);
  }
  return checkTemplateContent(entity.spec);
}

/** `propertyNames` repeats the error of its subschema without saying more. */
function isOwnProblem(error: ErrorObject): boolean {
  return error.keyword !== 'propertyNames';
}

function toProblem(error: ErrorObject): TemplateProblem {
  const { keyword, params, propertyName } = error;
  const owner = error.parentSchema as {
    description?: string;
    properties?: Record<string, { description?: string }>;
  };
  if (keyword === 'required') {
    const name: string = params.missingProperty;
    const expected = owner.properties?.[name]?.description;
    return {
      path: `${error.instancePath}/${name}`,
      message: `is missing; expected ${expected}`,
    };
  }
  if (keyword === 'additionalProperties') {
    const known = Object.keys(owner.properties ?? {}).join(', ');
    return {
      path: `${error.instancePath}/${params.additionalProperty}`,
      message: `is not known; expected one of ${known}`,
    };
  }
  const path = propertyName
    ? `${error.instancePath}/${propertyName}`
    : error.instancePath;
  return {
    path,
    message: `${describe(error)}; expected ${owner.description}`,
  };
}

function describe({ keyword, data, propertyName, message }: ErrorObject) {
  if (propertyName) {
    return 'is not a usable name';
  }
  if (keyword === 'maxLength' && typeof data === 'string') {
    return `has ${data.length} characters`;
  }
  if (typeof data === 'string') {
    return `is ${JSON.stringify(data)}`;
  }
  return String(message);
}
