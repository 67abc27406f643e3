import type { SubmitTaskRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import { digestJson } from '../json/digest';

/**
 * What a request asks for, so that a repeated idempotency key can be told from
 * one that is used for something else. Where it was made does not count.
 */
export function requestDigest(request: SubmitTaskRequest): string {
  const { idempotencyKey, dryRun, source, ...asked } = request;
  return digestJson(JSON.parse(JSON.stringify(asked)) as JsonObject);
}
