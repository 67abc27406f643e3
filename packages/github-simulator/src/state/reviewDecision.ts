import { includesRole, roleOf } from './access';
import { Pull, Review } from './types';
import { World } from './World';

/** GitHub's `reviewDecision`. */
export type ReviewDecision =
  | 'APPROVED'
  | 'CHANGES_REQUESTED'
  | 'REVIEW_REQUIRED';

/** The latest review of each person that says yes or no. */
export function latestReviews(pull: Pull): Review[] {
  const latest = new Map<number, Review>();
  for (const review of pull.reviews) {
    if (review.state === 'COMMENTED' && latest.has(review.authorId)) continue;
    latest.set(review.authorId, review);
  }
  return [...latest.values()];
}

/**
 * Approvals that still miss. The person who started the agent does not
 * count, and neither does anybody without write access.
 */
export function missingApprovals(world: World, pull: Pull): number {
  const repository = world.repository(pull.repositoryId);
  const needed =
    repository.protections.get(pull.baseRef)?.requiredApprovals ?? 0;
  const starter = pull.taskId
    ? world.tasks.get(pull.taskId)?.creatorId
    : undefined;
  const approvals = latestReviews(pull).filter(
    review =>
      review.state === 'APPROVED' &&
      review.authorId !== starter &&
      includesRole(
        roleOf(world, world.account(review.authorId), repository),
        'write',
      ),
  );
  return Math.max(0, needed - approvals.length);
}

/** What the reviews decide together, in GitHub's words. */
export function reviewDecision(
  world: World,
  pull: Pull,
): ReviewDecision | undefined {
  const protection = world
    .repository(pull.repositoryId)
    .protections.get(pull.baseRef);
  const latest = latestReviews(pull);
  if (latest.some(review => review.state === 'CHANGES_REQUESTED')) {
    return 'CHANGES_REQUESTED';
  }
  if (protection?.requiredApprovals) {
    return missingApprovals(world, pull) ? 'REVIEW_REQUIRED' : 'APPROVED';
  }
  return latest.some(review => review.state === 'APPROVED')
    ? 'APPROVED'
    : undefined;
}
