import type {
  AttemptMode,
  FollowUpKind,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AttemptFacts } from '../database/operations/retries/loadAttemptFacts';
import type { TaskRow } from '../database/rows';
import { createRefusal } from '../refusals/Refusal';
import type { AttemptPlan } from './AttemptPlan';
import { followUpProblem, FollowUpFacts } from './planFollowUp';
import { nextModel, planRetry, RetryFacts } from './planRetry';

/** What somebody, or a rule, wants of the next attempt. */
export type WantedAttempt = {
  /** As the failure suggests unless given. */
  mode?: Exclude<AttemptMode, FollowUpKind>;
  followUp?: FollowUpKind;
};

/**
 * What the next attempt does. Pure.
 *
 * @returns null for the same as the first.
 * @throws ConflictError where what is wanted is not possible.
 */
export function planAttempt(
  task: TaskRow,
  facts: AttemptFacts,
  wanted: WantedAttempt,
): AttemptPlan | null {
  const { mode, followUp } = wanted;
  if (followUp) {
    const problem = followUpProblem(followUp, followUpFacts(task, facts));
    if (problem) {
      throw refuse('follow-up-not-possible', problem);
    }
    return { mode: followUp, headRef: openHeadRef(facts) };
  }
  if (mode === 'same') {
    return null;
  }
  const suggested = planRetry(retryFacts(task, facts))?.plan;
  if (mode === undefined) {
    // who asks for a retry may have changed what made it fail
    return suggested?.mode === 'other-model' ? suggested : null;
  }
  if (mode === 'continue') {
    const headRef = openHeadRef(facts);
    if (headRef === undefined) {
      throw refuse(
        'nothing-to-continue',
        'The attempt has left no open pull request to go on with.',
      );
    }
    return { mode, headRef };
  }
  const model = nextModel(retryFacts(task, facts));
  if (model === undefined) {
    throw refuse(
      'no-other-model',
      'The template names no other model that was not tried yet.',
    );
  }
  return { mode, model };
}

/** The facts of a retry, from what is stored. */
export function retryFacts(
  task: TaskRow,
  { attempts, spec, ...rest }: AttemptFacts,
): RetryFacts {
  return {
    failureClass: task.failure_class,
    failedAt: task.phase_since,
    usedModels: [
      task.model ?? undefined,
      ...attempts.map(({ plan }) => plan?.model),
    ],
    fallbackModels: spec?.fallbackModels ?? [],
    openHeadRef: openHeadRef(rest),
  };
}

/** The facts of a follow-up, from what is stored. */
export function followUpFacts(
  task: Pick<TaskRow, 'phase' | 'launch_state' | 'agent_state'>,
  { pull }: Pick<AttemptFacts, 'pull'>,
): FollowUpFacts {
  return {
    phase: task.phase,
    launch_state: task.launch_state,
    ...(task.agent_state && { agentState: task.agent_state }),
    ...(pull && { pull, headRef: pull.head_ref ?? undefined }),
  };
}

function openHeadRef({ pull }: Pick<AttemptFacts, 'pull'>): string | undefined {
  return pull?.state === 'open' || pull?.state === 'draft'
    ? pull.head_ref ?? undefined
    : undefined;
}

function refuse(code: string, message: string) {
  return createRefusal('conflict', [{ code, message }]);
}
