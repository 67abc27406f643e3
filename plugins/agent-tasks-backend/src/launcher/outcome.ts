import type { FailureClass } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AnsweredFailure, GitHubFailure } from '../github/GitHubError';

/**
 * What became of a POST that did not bring a task, and what follows from it.
 *
 * - `fail`: GitHub refused this request; the same one would be refused again.
 * - `postpone`: GitHub has certainly not started the task, and the obstacle is
 *   the identity's, the limit's or the network's: the task goes back into the
 *   queue.
 * - `unknown`: the task may exist. Nothing is sent before it was looked for.
 */
export type LaunchOutcome = {
  verdict: 'fail' | 'postpone' | 'unknown';
  /** For the attempt's row. */
  outcome: 'not-accepted' | 'not-sent' | 'unknown';
  failure: { class: FailureClass; message: string };
  httpStatus?: number;
  /** Not before, for this task alone. */
  retryInMs?: number;
  /** What the answer means for the identity, beyond this task. */
  identity?:
    | { effect: 'quarantine' }
    /** Milliseconds since the epoch, where GitHub said until when. */
    | { effect: 'limited'; until?: number }
    /** GitHub is down or slow; the pause grows with each in a row. */
    | { effect: 'unavailable' };
};

/** The outcome table: a row for everything that can come back from the POST. */
export function outcomeOf(failure: GitHubFailure): LaunchOutcome {
  if (failure.kind === 'not-sent') {
    return {
      verdict: 'postpone',
      outcome: 'not-sent',
      failure: { class: 'not-sent', message: failure.message },
      ...(!failure.withheld && { identity: { effect: 'unavailable' } }),
    };
  }
  if (failure.kind === 'no-answer') {
    return {
      verdict: 'unknown',
      outcome: 'unknown',
      failure: { class: 'outcome-unknown', message: failure.message },
      httpStatus: failure.status,
      identity: { effect: 'unavailable' },
    };
  }
  return { ...answeredOutcome(failure), httpStatus: failure.status };
}

function answeredOutcome(failure: AnsweredFailure): LaunchOutcome {
  const { status, message } = failure;
  if (failure.rateLimited) {
    return {
      ...refused('rate-limited', message),
      verdict: 'postpone',
      identity: { effect: 'limited', until: failure.retryAt },
    };
  }
  // 408: a proxy gave up waiting, GitHub may have gone on
  if (status >= 500 || status === 408) {
    return {
      verdict: 'unknown',
      outcome: 'unknown',
      failure: { class: 'outcome-unknown', message },
      identity: { effect: 'unavailable' },
    };
  }
  if (status === 401) {
    return {
      ...refused('token-rejected', message),
      verdict: 'postpone',
      identity: { effect: 'quarantine' },
    };
  }
  if (failure.code === 'copilot_plan_required') {
    return refused('licence-missing', message);
  }
  if (status === 403) {
    return refused('permission-denied', permissionMessage(failure));
  }
  if (status === 404 || status === 410 || status < 400) {
    return refused('not-found', `${message} (status ${status})`);
  }
  if (failure.errors.some(error => error.field === 'model')) {
    return refused('model-unavailable', message);
  }
  return refused('bad-request', message);
}

function refused(failureClass: FailureClass, message: string): LaunchOutcome {
  return {
    verdict: 'fail',
    outcome: 'not-accepted',
    failure: { class: failureClass, message },
  };
}

function permissionMessage(failure: AnsweredFailure): string {
  if (failure.singleSignOn) {
    return `${failure.message} (the token is not authorised for the organization's single sign-on)`;
  }
  return failure.acceptedPermissions
    ? `${failure.message} (the token needs: ${failure.acceptedPermissions})`
    : failure.message;
}
