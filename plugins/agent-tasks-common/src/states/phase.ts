import {
  AgentState,
  isSettledAgentState,
  LaunchState,
  Phase,
  PullState,
} from './states';

/**
 * The facts that decide a task's phase.
 *
 * @public
 */
export type PhaseFacts = {
  launchState: LaunchState;
  /** Absent until GitHub has been read once. */
  agentState?: AgentState;
  /** Absent while there is no pull request. */
  pullState?: PullState;
  /** The task is not to be launched before a time that lies ahead. */
  scheduled?: boolean;
  /** The launch's outcome stayed unknown and a person has to decide. */
  held?: boolean;
  /** GitHub names a pull request that has not been read yet. */
  pullPending?: boolean;
};

const launchPhases: Record<Exclude<LaunchState, 'launched'>, Phase> = {
  awaiting_approval: 'awaiting-approval',
  queued: 'queued',
  launching: 'launching',
  launch_unknown: 'launching',
  launch_failed: 'failed',
  rejected: 'failed',
  withdrawn: 'withdrawn',
};

const pullPhases: Record<PullState, Phase> = {
  draft: 'in-review',
  open: 'in-review',
  merged: 'done',
  closed: 'done-without-change',
};

function launchedPhase(facts: PhaseFacts): Phase {
  const { agentState = 'queued', pullState } = facts;
  if (agentState === 'queued' || agentState === 'in_progress') {
    return 'running';
  }
  if (pullState === 'merged' || pullState === 'closed') {
    return pullPhases[pullState];
  }
  if (agentState === 'waiting_for_user') {
    return 'needs-attention';
  }
  if (isSettledAgentState(agentState) && agentState !== 'completed') {
    // a draft is what the agent left behind when it stopped half way
    return pullState === 'open' ? 'in-review' : 'failed';
  }
  if (pullState) {
    return pullPhases[pullState];
  }
  if (facts.pullPending) {
    return 'running';
  }
  return agentState === 'idle' ? 'needs-attention' : 'done-without-change';
}

/**
 * The one word that people see, computed from the three states. Backend and
 * frontend share this function; nothing else decides a phase.
 *
 * @public
 */
export function phaseOf(facts: PhaseFacts): Phase {
  if (facts.launchState === 'launched') {
    return launchedPhase(facts);
  }
  if (facts.launchState === 'queued' && facts.scheduled) {
    return 'scheduled';
  }
  if (facts.launchState === 'launch_unknown' && facts.held) {
    return 'needs-attention';
  }
  return launchPhases[facts.launchState];
}
