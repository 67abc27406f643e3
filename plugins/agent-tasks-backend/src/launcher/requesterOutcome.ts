import type { LaunchOutcome } from './outcome';

/** Until a limit of the requester's is tried again that names no time. */
const LIMIT_RETRY_MS = 60_000;

/**
 * What an outcome means where the task was sent with the requester's own
 * token: what GitHub minds is the requester's, and no identity pays for it.
 */
export function requesterOutcome(outcome: LaunchOutcome): LaunchOutcome {
  const { identity, failure, ...rest } = outcome;
  if (identity?.effect === 'quarantine') {
    return {
      ...rest,
      verdict: 'fail',
      failure: { ...failure, class: 'requester-token-rejected' },
    };
  }
  if (identity?.effect === 'limited') {
    return {
      ...rest,
      failure,
      retryInMs:
        identity.until === undefined
          ? LIMIT_RETRY_MS
          : Math.max(0, identity.until - Date.now()) + 1_000,
    };
  }
  if (
    failure.class === 'permission-denied' ||
    failure.class === 'licence-missing' ||
    failure.class === 'not-found'
  ) {
    return {
      ...rest,
      failure: { ...failure, class: 'requester-not-permitted' },
    };
  }
  return outcome;
}
