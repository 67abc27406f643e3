/** What is known of an identity's budget. */
export type BudgetUse = {
  paused: boolean;
  quarantined: boolean;
  /** Requests left of the primary limit, where it is known. */
  rateLeft?: number;
  /** The primary limit, where it is known. */
  rateLimit?: number;
  /** Points of the last minute. */
  points: number;
  /** Points that may be used in a minute. */
  pointsPerMinute: number;
};

/** Half of an hour's requests and of a minute's points are for the work itself. */
const SHARE = 0.5;

/**
 * Whether an identity has requests to spare for something that can wait. What
 * launches and follows tasks comes first, always.
 */
export function hasRoom(use: BudgetUse): boolean {
  const { rateLeft, rateLimit, points, pointsPerMinute } = use;
  return (
    !use.paused &&
    !use.quarantined &&
    points < pointsPerMinute * SHARE &&
    (rateLeft === undefined ||
      rateLimit === undefined ||
      rateLeft > rateLimit * SHARE)
  );
}
