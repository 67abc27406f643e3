import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { PullRequestAssigner } from './PullRequestAssigner';

/**
 * Adds to what happens with an agent's pull request on its way into review.
 *
 * @public
 */
export interface AgentTasksReviewExtensionPoint {
  /**
   * Adds assignments, each made once for each pull request.
   *
   * @throws ConflictError where one of that id exists.
   */
  addAssigners(...assigners: PullRequestAssigner[]): void;
}

/**
 * Extension point for modules that assign pull requests to projects,
 * milestones and the like.
 *
 * @public
 */
export const agentTasksReviewExtensionPoint =
  createExtensionPoint<AgentTasksReviewExtensionPoint>({
    id: 'agent-tasks.review',
  });
