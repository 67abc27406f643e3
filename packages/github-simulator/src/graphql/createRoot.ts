import { RateLimiter } from '../limits';
import { PullService } from '../state/PullService';
import { World } from '../state/World';
import { createMutation } from './createMutation';
import { createQuery } from './createQuery';
import { createNodeAccess } from './NodeAccess';
import { Views } from './views/Views';

/** The fields of `Query` and `Mutation` that the simulator serves. */
export function createRoot(
  world: World,
  views: Views,
  pulls: PullService,
  limiter: RateLimiter,
) {
  const access = createNodeAccess(world, views);
  return {
    query: createQuery(world, views, access, limiter),
    mutation: createMutation(world, views, access, pulls),
  };
}
