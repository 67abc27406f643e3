import type { LaunchState } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { ConflictError } from '@backstage/errors';

/** What can happen to a task between the request and GitHub. */
export type LaunchEvent =
  | 'approve'
  | 'reject'
  | 'ask-approval'
  | 'begin-launch'
  | 'accepted'
  | 'not-accepted'
  | 'postpone'
  | 'outcome-unknown'
  | 'adopt'
  | 'hold'
  | 'relaunch'
  | 'give-up'
  | 'retry'
  | 'withdraw'
  | 'take-back';

const table: Record<LaunchState, Partial<Record<LaunchEvent, LaunchState>>> = {
  awaiting_approval: {
    approve: 'queued',
    reject: 'rejected',
    withdraw: 'withdrawn',
    // a follow-up; what was launched before it still is
    'take-back': 'launched',
  },
  queued: {
    'begin-launch': 'launching',
    // policy is evaluated again right before the launch
    reject: 'rejected',
    'ask-approval': 'awaiting_approval',
    'not-accepted': 'launch_failed',
    postpone: 'queued',
    withdraw: 'withdrawn',
    'take-back': 'launched',
  },
  launching: {
    accepted: 'launched',
    'not-accepted': 'launch_failed',
    postpone: 'queued',
    'outcome-unknown': 'launch_unknown',
  },
  launch_unknown: {
    adopt: 'launched',
    hold: 'launch_unknown',
    relaunch: 'queued',
    'give-up': 'launch_failed',
  },
  // whether a launched task has ended so that a retry makes sense is the
  // agent's and the pull request's matter: see canRetry
  launched: { retry: 'queued', 'ask-approval': 'awaiting_approval' },
  launch_failed: { retry: 'queued', 'ask-approval': 'awaiting_approval' },
  rejected: { retry: 'queued', 'ask-approval': 'awaiting_approval' },
  withdrawn: {},
};

/** Every event, for tests and for the documentation. */
export const launchEvents: LaunchEvent[] = [
  'approve',
  'reject',
  'ask-approval',
  'begin-launch',
  'accepted',
  'not-accepted',
  'postpone',
  'outcome-unknown',
  'adopt',
  'hold',
  'relaunch',
  'give-up',
  'retry',
  'withdraw',
  'take-back',
];

/** The state after an event, or undefined where the event is illegal. */
export function nextLaunchState(
  state: LaunchState,
  event: LaunchEvent,
): LaunchState | undefined {
  return table[state][event];
}

/** The states in which an event is legal. */
export function statesThatAllow(event: LaunchEvent): LaunchState[] {
  return (Object.keys(table) as LaunchState[]).filter(
    state => table[state][event],
  );
}

/**
 * The state after an event.
 *
 * @throws ConflictError where the state does not allow the event.
 */
export function transition(
  state: LaunchState,
  event: LaunchEvent,
): LaunchState {
  const next = nextLaunchState(state, event);
  if (!next) {
    throw new ConflictError(
      `A task that is ${state.replace('_', ' ')} does not allow '${event}'`,
    );
  }
  return next;
}
