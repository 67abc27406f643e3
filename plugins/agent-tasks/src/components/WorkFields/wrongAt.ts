import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/**
 * What is wrong with a field, in words; undefined where nothing is. `below`
 * counts what is wrong with its parts as well, such as elements of a list.
 */
export type Wrong = (field: string, below?: 'below') => string | undefined;

/** Reasons by the fields that they blame. Pure. */
export function wrongAt(reasons: Reason[]): Wrong {
  return (field, below) =>
    reasons
      .filter(
        reason =>
          reason.field === field ||
          (below && reason.field?.startsWith(`${field}.`)),
      )
      .map(({ message }) => message)
      .join(' ') || undefined;
}
