import type { AuthService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { LaunchGuard } from '../launcher/LaunchGuard';
import type { TaskReviewer } from '../tasks/TaskReviewer';

/**
 * Policy as the launcher asks it, with the plugin's own eyes: the requester's
 * token has long expired. Throws where the catalog cannot be read or a check
 * cannot be evaluated: a passing error postpones a launch and rejects none. What
 * a check did refuse stays refused.
 */
export function createLaunchGuard(options: {
  auth: AuthService;
  reviewer: TaskReviewer;
}): LaunchGuard {
  return async task => {
    const { decision, undecided } = await options.reviewer.review(task, {
      credentials: await options.auth.getOwnServiceCredentials(),
      stage: 'launch',
    });
    if (undecided) {
      throw new ServiceUnavailableError(
        decision.reasons.map(({ message }) => message).join(' '),
      );
    }
    return decision;
  };
}
