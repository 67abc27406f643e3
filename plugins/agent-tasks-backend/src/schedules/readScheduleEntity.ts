import type { ScheduleRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Entity } from '@backstage/catalog-model';
import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { spec } from '../schema/openapi.generated';

let validate: ValidateFunction | undefined;

/** What an entity of the catalog schedules, or why it cannot be read. Pure. */
export function readScheduleEntity(
  entity: Entity,
): { request: ScheduleRequest } | { problem: string } {
  const { name, title = name, description } = entity.metadata;
  const request = {
    ...entity.spec,
    title,
    ...(description && { description }),
  };
  validate ??= compile();
  if (validate(request)) {
    return { request: request as unknown as ScheduleRequest };
  }
  const problems = (validate.errors ?? []).map(
    ({ instancePath, message }) => `spec${instancePath} ${message}`,
  );
  return { problem: `${problems.join('; ')}.` };
}

function compile(): ValidateFunction {
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
  ajv.addSchema(spec, 'api');
  return ajv.compile({ $ref: 'api#/components/schemas/ScheduleRequest' });
}
