import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { OutcomeCheck } from './OutcomeCheck';

/**
 * Adds ways to say whether a migration has reached its goal.
 *
 * @public
 */
export interface AgentTasksOutcomeExtensionPoint {
  /**
   * Adds checks that templates may name.
   *
   * @throws ConflictError where one of that id exists.
   */
  addChecks(...checks: OutcomeCheck[]): void;
}

/**
 * Extension point for modules that look whether a migration has reached its
 * goal.
 *
 * @public
 */
export const agentTasksOutcomeExtensionPoint =
  createExtensionPoint<AgentTasksOutcomeExtensionPoint>({
    id: 'agent-tasks.outcome',
  });
