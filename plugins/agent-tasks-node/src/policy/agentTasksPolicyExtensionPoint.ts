import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { PolicyCheck } from './PolicyCheck';

/**
 * Adds checks to the broker's policy.
 *
 * @public
 */
export interface AgentTasksPolicyExtensionPoint {
  /**
   * Adds checks behind the built-in ones.
   *
   * @throws ConflictError where a check of that id exists.
   */
  addChecks(...checks: PolicyCheck[]): void;
}

/**
 * Extension point for modules that add checks to the broker's policy.
 *
 * @public
 */
export const agentTasksPolicyExtensionPoint =
  createExtensionPoint<AgentTasksPolicyExtensionPoint>({
    id: 'agent-tasks.policy',
  });
