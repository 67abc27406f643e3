import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import type { PullRequestRow, PullRouteRow } from '../database/rows';

/** GitHub dates a pull request a moment after the comment that changed it. */
const OWN_COMMENT_MS = 60_000;
/** Until a reading is there that shows whether anything happened. */
const READING_MS = 30_000;

/** What is told from a pull request's silence. */
export type StaleFacts = {
  pull: Pick<PullRequestRow, 'github_updated_at' | 'read_at'>;
  route: Pick<PullRouteRow, 'warned_at' | 'close_at' | 'closed_at'>;
  now: Date;
};

/** What silence asks for now, or how long it may go on, in milliseconds. */
export type StalePlan = { step: 'warn' | 'close' } | { againInMs?: number };

/**
 * Whether an open pull request in which nothing happens is warned about or
 * closed. Anything that GitHub dates counts as something that happens: a
 * comment, a review, a commit, a label. One that waits for a place in its
 * owner's queue is still to be marked ready, which comes first.
 */
export function planStale(
  rule: AgentTasksConfig['review']['closeStale'],
  facts: StaleFacts,
): StalePlan {
  const { pull, route, now } = facts;
  const { github_updated_at: changed, read_at: read } = pull;
  if (!rule || !changed || !read) {
    return {};
  }
  if (route.closed_at && read < route.closed_at) {
    return { againInMs: READING_MS };
  }
  const closeAt = closesAt(pull, route);
  const dueAt = closeAt ?? new Date(changed.getTime() + rule.afterMs);
  const leftMs = dueAt.getTime() - now.getTime();
  if (leftMs > 0) {
    return { againInMs: leftMs };
  }
  // it may have been answered since it was read
  return read < dueAt
    ? { againInMs: READING_MS }
    : { step: closeAt ? 'close' : 'warn' };
}

/** When a pull request is closed unless something happens before. */
export function closesAt(
  { github_updated_at: changed }: Pick<PullRequestRow, 'github_updated_at'>,
  {
    warned_at: warned,
    close_at: closeAt,
  }: Pick<PullRouteRow, 'warned_at' | 'close_at'>,
): Date | undefined {
  return warned &&
    closeAt &&
    changed &&
    changed.getTime() <= warned.getTime() + OWN_COMMENT_MS
    ? closeAt
    : undefined;
}
