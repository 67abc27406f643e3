import type {
  AgentTaskFailure,
  FailureClass,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';

type Description = {
  /** What happened, where GitHub gave no words of its own. */
  message: string;
  /** What a person can do now. */
  nextStep: string;
  /** Whether the same request may succeed without a change elsewhere. */
  retryHelps: boolean;
  /** How it is tried again where nobody has changed anything. */
  way: RetryWay;
};

/**
 * How a failed task is tried again: with the same request, later, with another
 * model, on the pull request that the attempt has left, or not at all.
 */
export type RetryWay = 'same' | 'later' | 'other-model' | 'continue' | 'never';

const descriptions: Record<FailureClass, Description> = {
  'bad-request': {
    message: 'GitHub refused the request as invalid.',
    nextStep:
      'Check the base branch, the model and the custom agent, then start the task again.',
    retryHelps: false,
    way: 'never',
  },
  'token-rejected': {
    message: "GitHub rejected the automation identity's token.",
    nextStep:
      "An administrator has to replace the identity's token; the task starts by itself afterwards.",
    retryHelps: false,
    way: 'never',
  },
  'permission-denied': {
    message:
      'The automation identity may not start agent tasks in this repository.',
    nextStep:
      'Give the identity write access to the repository and its token the permission "Agent tasks: read and write", then retry.',
    retryHelps: false,
    way: 'never',
  },
  'licence-missing': {
    message: 'The automation identity has no Copilot plan with agent tasks.',
    nextStep:
      'An administrator has to assign a Copilot seat to the identity, then retry.',
    retryHelps: false,
    way: 'never',
  },
  'not-found': {
    message:
      'The repository is not visible to the automation identity, was moved, or has the agent turned off.',
    nextStep:
      'Check that the repository exists, that the identity can write to it and that the Copilot agent is enabled in it, then retry.',
    retryHelps: false,
    way: 'never',
  },
  'rate-limited': {
    message: "GitHub's limit for the automation identity is used up.",
    nextStep: 'Nothing to do: the task starts when the limit opens again.',
    retryHelps: true,
    way: 'later',
  },
  'github-unavailable': {
    message: 'GitHub does not answer.',
    nextStep: 'Nothing to do: the task starts when GitHub answers again.',
    retryHelps: true,
    way: 'same',
  },
  'not-sent': {
    message: 'No connection to GitHub could be opened.',
    nextStep: 'Nothing to do: the task starts when GitHub can be reached.',
    retryHelps: true,
    way: 'same',
  },
  'outcome-unknown': {
    message:
      'GitHub did not say whether it started the task, and the task was not found.',
    nextStep:
      "Look at the repository's agent tasks on GitHub and decide whether it was started; starting it again may run the work twice.",
    retryHelps: false,
    way: 'never',
  },
  'agent-error': {
    message: 'The agent stopped with an error.',
    nextStep:
      'Read the session on GitHub, then retry; a second attempt often succeeds.',
    retryHelps: true,
    way: 'continue',
  },
  'model-unavailable': {
    message: 'The requested model is not available.',
    nextStep: 'Start the task again with another model, or without one.',
    retryHelps: false,
    way: 'other-model',
  },
  ruleset: {
    message: 'A repository rule kept the agent from pushing.',
    nextStep:
      "Allow the Copilot agent in the repository's rulesets or branch protection, then retry.",
    retryHelps: false,
    way: 'never',
  },
  'timed-out': {
    message: 'The agent ran out of time.',
    nextStep: 'Retry, or split the work into smaller tasks.',
    retryHelps: true,
    way: 'continue',
  },
  cancelled: {
    message: 'The task was cancelled on GitHub.',
    nextStep: 'Retry if the work is still wanted.',
    retryHelps: true,
    way: 'continue',
  },
  'no-identity': {
    message: 'No automation identity is configured for this repository.',
    nextStep:
      'An administrator has to add the repository to an identity under agentTasks.identities.',
    retryHelps: false,
    way: 'never',
  },
  'requester-token-missing': {
    message:
      "The task was to be launched with the requester's own token, which is not kept any longer.",
    nextStep:
      'Send the token again with a retry, or submit a new task without one.',
    retryHelps: false,
    way: 'never',
  },
  'requester-token-rejected': {
    message: "GitHub rejected the requester's own token.",
    nextStep: 'Retry with a token that is valid.',
    retryHelps: false,
    way: 'never',
  },
  'requester-not-permitted': {
    message:
      'The requester may not start agent tasks in this repository with the token that was sent.',
    nextStep:
      'Check your write access to the repository, your Copilot plan and that the token has "Agent tasks: read and write", then retry with the token.',
    retryHelps: false,
    way: 'never',
  },
  'approval-rejected': {
    message: 'The task was not approved.',
    nextStep:
      'Talk to who rejected it; a retry asks for approval again, a new task with other words may fare better.',
    retryHelps: false,
    way: 'never',
  },
  'approval-expired': {
    message: 'Nobody approved the task in time.',
    nextStep: 'Retry the task to ask for approval again.',
    retryHelps: true,
    way: 'never',
  },
  policy: {
    message: 'Policy does not allow this task any more.',
    nextStep: 'Read the reasons of the decision; each says what to change.',
    retryHelps: false,
    way: 'never',
  },
};

/** Every failure class. */
export const failureClasses = Object.keys(descriptions) as FailureClass[];

/** How a task is tried again that has failed with this class. */
export function retryWayOf(failureClass: FailureClass): RetryWay {
  return descriptions[failureClass].way;
}

/**
 * A failure as people see it.
 *
 * @param failureClass - stable class, for programs
 * @param message - GitHub's or the network's own words, where there are any
 */
export function describeFailure(
  failureClass: FailureClass,
  message?: string,
): AgentTaskFailure {
  const description = descriptions[failureClass];
  return {
    class: failureClass,
    message: message || description.message,
    nextStep: description.nextStep,
    retryHelps: description.retryHelps,
  };
}
