import { agentTaskReadPermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { notPermitted } from '../refusals/notPermitted';
import type { Visibility } from '../tasks/TaskService';
import type { TaskAuthorization } from './TaskAuthorizer';

/**
 * A question about tasks, narrowed to those that its caller may read.
 *
 * @throws NotAllowedError where there can be none.
 */
export function visibleTo<Q extends object>(
  query: Q,
  read: TaskAuthorization,
): Q & Visibility {
  if (read.denied) {
    throw notPermitted(agentTaskReadPermission);
  }
  return { ...query, ...(read.criteria && { visible: read.criteria }) };
}
