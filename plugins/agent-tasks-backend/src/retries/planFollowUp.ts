import {
  AgentState,
  AgentTask,
  FollowUpKind,
  isSettledAgentState,
  TemplateReviewRule,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TaskRow } from '../database/rows';
import { WaitFacts, wantsChanges } from '../tasks/waitOf';
import type { AttemptPlan } from './AttemptPlan';

/** What a follow-up is decided from. */
export type FollowUpFacts = Pick<WaitFacts, 'phase' | 'pull'> &
  Pick<TaskRow, 'launch_state'> & {
    agentState?: AgentState;
    /** Branch of the pull request that stands for the task. */
    headRef?: string;
  };

const reasons: Record<FollowUpKind, string> = {
  'fix-checks': 'The checks of its pull request do not fail.',
  'address-review': 'The review of its pull request asks for no changes.',
};

/** Whatever else is in the way of the pull request. */
const needs: Record<
  FollowUpKind,
  (pull: NonNullable<FollowUpFacts['pull']>) => boolean
> = {
  'fix-checks': ({ checks }) => checks === 'failure',
  'address-review': wantsChanges,
};

const followUpKinds = Object.keys(reasons) as FollowUpKind[];

/**
 * Why the agent cannot be asked to go on with the pull request. Pure.
 *
 * @returns undefined where it can.
 */
export function followUpProblem(
  kind: FollowUpKind,
  facts: FollowUpFacts,
): string | undefined {
  if (facts.phase !== 'in-review' || facts.launch_state !== 'launched') {
    return 'The task has no pull request that waits for somebody.';
  }
  if (facts.agentState && !isSettledAgentState(facts.agentState)) {
    return 'The agent is still there; write to it on GitHub.';
  }
  if (!facts.headRef) {
    return 'The branch of its pull request is not known yet.';
  }
  return facts.pull && needs[kind](facts.pull) ? undefined : reasons[kind];
}

/** Whether the agent can be asked to go on, for what, and else why not. */
export function followUpAction(
  facts: FollowUpFacts,
): AgentTask['actions']['followUp'] {
  const problems = followUpKinds.map(kind => ({
    kind,
    problem: followUpProblem(kind, facts),
  }));
  const kinds = problems
    .filter(({ problem }) => problem === undefined)
    .map(({ kind }) => kind);
  return kinds.length
    ? { allowed: true, kinds }
    : { allowed: false, kinds, reason: problems[0].problem };
}

/**
 * The follow-up that a template's rule asks for by itself, as often as it
 * says. What the review asks for comes first: it may be about the checks.
 */
export function planOwnFollowUp(
  facts: FollowUpFacts & {
    /** Follow-ups so far. */
    made: FollowUpKind[];
  },
  rule: TemplateReviewRule | undefined,
): AttemptPlan | undefined {
  const most: Record<FollowUpKind, number> = {
    'address-review': rule?.followUps?.requestedChanges ?? 0,
    'fix-checks': rule?.followUps?.failingChecks ?? 0,
  };
  const kind = (Object.keys(most) as FollowUpKind[]).find(
    one =>
      facts.made.filter(made => made === one).length < most[one] &&
      !followUpProblem(one, facts),
  );
  return kind && { mode: kind, headRef: facts.headRef };
}
