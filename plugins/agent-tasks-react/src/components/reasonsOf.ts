import type {
  Reason,
  RefusalError,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';

/**
 * Every reason of a failure; what is no refusal is one reason by itself.
 *
 * @public
 */
export function reasonsOf(error: Error): Reason[] {
  const { reasons } = error as Partial<RefusalError>;
  return reasons ?? [{ code: 'error', message: error.message }];
}
