import type { AttemptMode } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** What an attempt does otherwise than the first one would. */
export type AttemptPlan = {
  mode: AttemptMode;
  /** Another model than the task's. */
  model?: string;
  /** Branch of an open pull request that the agent goes on with. */
  headRef?: string;
};

/** What is asked of the agent before the task's own words, where it goes on. */
const words: Partial<Record<AttemptMode, string>> = {
  continue:
    'An earlier attempt at this task ended before it was done. Read what is on this branch and in its pull request, and finish the work there.',
  'fix-checks':
    'The checks of the pull request of this branch fail. Find out why, correct the cause and not the check, and push to the same branch.',
  'address-review':
    'The review of the pull request of this branch asks for changes. Read every comment, do what it asks for or answer why not, and push to the same branch.',
};

/** Whether an attempt goes on with the pull request of an earlier one. */
export function goesOn({ mode }: AttemptPlan): boolean {
  return words[mode] !== undefined;
}

/**
 * What an attempt sends, without the marker line. The words are the broker's
 * own: nobody's text is added to what was approved.
 */
export function promptOf(task: {
  prompt: string;
  attempt_plan: AttemptPlan | null;
}): string {
  const { prompt, attempt_plan: plan } = task;
  const before = plan && words[plan.mode];
  return before
    ? `${before} Do not open another pull request.\n\nThe task was:\n\n${prompt}`
    : prompt;
}

/** The model that an attempt asks for; null for GitHub's own choice. */
export function modelOf(task: {
  model: string | null;
  attempt_plan: AttemptPlan | null;
}): string | null {
  return task.attempt_plan?.model ?? task.model;
}
