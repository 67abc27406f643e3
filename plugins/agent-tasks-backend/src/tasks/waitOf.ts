import type {
  AgentTaskWaitKind,
  Phase,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { PullRequestRow, PullRouteRow } from '../database/rows';

/** The facts that decide what a task waits for. */
export type WaitFacts = {
  phase: Phase;
  /** The outcome of the launch stayed unknown and a person has to decide. */
  held?: boolean;
  agentState?: string;
  /** The one that stands for the task, once it was read. */
  pull?: Pick<PullRequestRow, 'checks' | 'review_decision'> & {
    is_draft: boolean | null;
  } & Partial<
      Pick<
        PullRequestRow,
        'mergeable' | 'workflows_waiting' | 'requested_reviewers' | 'reviews'
      >
    >;
  /** What the broker waits for on its way into review. */
  routeWaitsFor?: PullRouteRow['waits_for'];
};

/** Phases in which a task has come to its end. */
export const endedPhases = [
  'done',
  'done-without-change',
  'withdrawn',
] as const satisfies readonly Phase[];

/**
 * The one thing that a task waits for: what keeps it from its next phase, and
 * of several the one that has to be done first. Pure.
 *
 * @returns undefined where a task has come to its end.
 */
export function waitOf(facts: WaitFacts): AgentTaskWaitKind | undefined {
  const { phase } = facts;
  switch (phase) {
    case 'awaiting-approval':
      return 'approval';
    case 'scheduled':
      return 'time';
    case 'queued':
    case 'launching':
      return 'launch';
    case 'running':
      return runningWait(facts);
    case 'needs-attention':
      if (facts.held) {
        return 'resolution';
      }
      return facts.agentState === 'idle' ? 'idle' : 'answer';
    case 'in-review':
      return reviewWait(facts);
    case 'failed':
      return 'retry';
    case 'done':
    case 'done-without-change':
    case 'withdrawn':
      return undefined;
    default: {
      const unknown: never = phase;
      throw new Error(`Unknown phase ${unknown}`);
    }
  }
}

function runningWait({ agentState }: WaitFacts): AgentTaskWaitKind {
  if (agentState === 'in_progress') {
    return 'agent';
  }
  return agentState === undefined || agentState === 'queued'
    ? 'agent-start'
    : 'pull-request';
}

// what hides the rest comes first: nobody reviews what cannot be merged, and
// checks that did not run say nothing
function reviewWait({ pull, routeWaitsFor }: WaitFacts): AgentTaskWaitKind {
  if (!pull) {
    return 'pull-request';
  }
  if (routeWaitsFor === 'permission') {
    return 'permission';
  }
  if (pull.mergeable === 'conflicting') {
    return 'conflict';
  }
  if (pull.workflows_waiting) {
    return 'workflow-approval';
  }
  if (pull.checks === 'failure') {
    return 'checks-failing';
  }
  if (wantsChanges(pull)) {
    return 'changes';
  }
  if (pull.review_decision === 'approved') {
    return pull.is_draft ? 'ready' : 'merge';
  }
  if (pull.is_draft) {
    return draftWait(routeWaitsFor);
  }
  return routeWaitsFor === 'reviewer' ? 'reviewer' : 'review';
}

function draftWait(waits: WaitFacts['routeWaitsFor']): AgentTaskWaitKind {
  switch (waits) {
    case 'checks':
      return 'checks';
    case 'capacity':
    case 'reviewer':
      return waits;
    default:
      return 'ready';
  }
}

/**
 * Whether the review asks for changes. Where no rule of the repository asks for
 * reviews GitHub decides nothing, and what people have said counts.
 */
export function wantsChanges({
  review_decision: decision,
  reviews = [],
  requested_reviewers: requested = [],
}: NonNullable<WaitFacts['pull']>): boolean {
  return (
    decision === 'changes-requested' ||
    ((decision ?? 'none') === 'none' &&
      reviews.some(
        ({ login, state }) =>
          state === 'changes-requested' && !requested.includes(login),
      ))
  );
}
