import type { components } from '../schema/openapi.generated';

/** Where a task stands between the request and GitHub. @public */
export type LaunchState = components['schemas']['LaunchState'];
/** GitHub's state of the agent task, verbatim. @public */
export type AgentState = components['schemas']['AgentState'];
/** State of the pull request. @public */
export type PullState = components['schemas']['PullState'];
/** The one word that people see. @public */
export type Phase = components['schemas']['Phase'];
/** Why a launch or an agent did not succeed. @public */
export type FailureClass = components['schemas']['FailureClass'];

/** All launch states. @public */
export const launchStates = [
  'awaiting_approval',
  'queued',
  'launching',
  'launched',
  'launch_unknown',
  'launch_failed',
  'rejected',
  'withdrawn',
] as const satisfies readonly LaunchState[];

/** All of GitHub's agent task states. @public */
export const agentStates = [
  'queued',
  'in_progress',
  'completed',
  'failed',
  'idle',
  'waiting_for_user',
  'timed_out',
  'cancelled',
] as const satisfies readonly AgentState[];

/** All pull request states. @public */
export const pullStates = [
  'draft',
  'open',
  'merged',
  'closed',
] as const satisfies readonly PullState[];

/** All phases, in the order in which filters list them. @public */
export const phases = [
  'needs-attention',
  'awaiting-approval',
  'scheduled',
  'queued',
  'launching',
  'running',
  'in-review',
  'done',
  'done-without-change',
  'failed',
  'withdrawn',
] as const satisfies readonly Phase[];

const settledAgentStates: ReadonlySet<AgentState> = new Set<AgentState>([
  'completed',
  'failed',
  'timed_out',
  'cancelled',
]);

/**
 * Whether GitHub's state is settled. Settled is not final: a task becomes
 * active again when a new session joins it while its pull request is open.
 *
 * @public
 */
export function isSettledAgentState(state: AgentState): boolean {
  return settledAgentStates.has(state);
}

/**
 * Whether a string that GitHub answered is one of its documented states.
 *
 * @public
 */
export function isAgentState(state: string): state is AgentState {
  return (agentStates as readonly string[]).includes(state);
}
