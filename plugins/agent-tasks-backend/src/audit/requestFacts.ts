import type { JsonObject } from '@backstage/types';
import type { Caller } from '../tasks/TaskService';

/** What the trail says of the request itself, for an entry's details. */
export function requestFacts(
  caller: Pick<Caller, 'requestId' | 'via'>,
): JsonObject {
  return {
    requestId: caller.requestId,
    ...(caller.via !== undefined && { via: caller.via }),
  };
}
