import { PULL_REQUESTS_PER_QUERY } from '../github/pullRequests';

/**
 * GraphQL points that readings may cost in a minute; GitHub gives a user 5,000
 * an hour, and others want some.
 */
const POINTS_PER_MINUTE = 100;

/** Of a full query, by GitHub's rule: three lists in each of a hundred. */
const POINTS_PER_QUERY = 3;

/**
 * How long a pull request rests between two readings, in milliseconds: as
 * configured, and longer where so many are followed that it would cost more
 * than its share. 5,000 of them are read once in 90 s.
 */
export function pullInterval(intervalMs: number, followed: number): number {
  const queries = Math.ceil(followed / PULL_REQUESTS_PER_QUERY);
  const points = queries * POINTS_PER_QUERY;
  return Math.max(intervalMs, (points / POINTS_PER_MINUTE) * 60_000);
}
