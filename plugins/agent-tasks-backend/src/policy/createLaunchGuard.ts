import type { AuthService } from '@backstage/backend-plugin-api';
import type { LaunchGuard } from '../launcher/LaunchGuard';
import type { TaskReviewer } from '../tasks/TaskReviewer';

/**
 * Policy as the launcher asks it, with the plugin's own eyes: the requester's
 * token has long expired. Throws where the catalog cannot be read.
 */
export function createLaunchGuard(options: {
  auth: AuthService;
  reviewer: TaskReviewer;
}): LaunchGuard {
  return async task => {
    const { decision } = await options.reviewer.review(task, {
      credentials: await options.auth.getOwnServiceCredentials(),
      stage: 'launch',
    });
    return decision;
  };
}
