import type { AgentTaskTemplateEntity } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import schema from '../schema/AgentTaskTemplate.v1alpha1.schema.json';
import { checkTemplateContent } from './checkTemplateContent';
import { EntityProblem } from './EntityProblem';
import { createShapeCheck } from './createShapeCheck';

/**
 * JSON schema of the `AgentTaskTemplate` kind.
 *
 * @public
 */
export const agentTaskTemplateJsonSchema: { readonly [key: string]: unknown } =
  schema;

const shapeProblems = createShapeCheck(schema);

/**
 * Finds everything that is wrong with a template: first its shape, and where
 * the shape is right also its content, e.g. a prefilled parameter that does not
 * exist or an expression that does not parse.
 *
 * @returns the problems, in the order of the fields; empty for a valid template
 * @public
 */
export function validateAgentTaskTemplate(entity: unknown): EntityProblem[] {
  const problems = shapeProblems(entity);
  return problems.length
    ? problems
    : checkTemplateContent((entity as AgentTaskTemplateEntity).spec);
}
