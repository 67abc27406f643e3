/**
 * The facts that a look at a pull request is decided from: another value makes
 * it due again. `p`, `t` are `pull_requests`, `agent_tasks`.
 */
export const seenSql = `concat_ws('|', t.agent_state, p.state, p.checks,
  p.review_decision, p.head_sha, p.requested_reviewers, p.reviews)`;

/**
 * Highest tier first (`1` before `2` before `10`, none last), then who has
 * waited the longest.
 */
export const rankSql = (task: string) =>
  `(${task}.tier is null, coalesce(length(${task}.tier), 0), coalesce(${task}.tier, ''), coalesce(${task}.settled_at, ${task}.launched_at), ${task}.id)`;
