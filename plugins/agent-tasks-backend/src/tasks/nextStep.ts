import type {
  AgentTaskApprovalNeed,
  AgentTaskFailure,
  AgentTaskNextStep,
  AgentTaskPullRequest,
  AgentTaskWaitKind,
  Phase,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { namesOf } from '../approvals/nameOf';

/** The facts that decide what happens next. */
export type NextStepFacts = {
  phase: Phase;
  /** The outcome of the launch stayed unknown and a person has to decide. */
  held?: boolean;
  agentState?: string;
  requestedBy: string;
  /** Entity reference of the entity's owner. */
  owner?: string;
  /** ISO time from which a queued task may start, where it lies ahead. */
  waitsUntil?: string;
  githubTaskUrl?: string;
  pullRequest?: Pick<
    AgentTaskPullRequest,
    'number' | 'url' | 'requestedReviewers'
  >;
  /** Who has taken the step over. */
  takenBy?: string;
  /** See `waitOf`; undefined where the task has come to its end. */
  waitsFor?: AgentTaskWaitKind;

  failure?: AgentTaskFailure;
  /** Who has to agree and who has, where the task waits for it. */
  approvalNeeds?: AgentTaskApprovalNeed[];
  retryAllowed?: boolean;
};

/**
 * What happens next with a task and who owns it, in one sentence. Times are
 * beside it and never in it: how they read depends on who reads.
 */
export function nextStep(facts: NextStepFacts): AgentTaskNextStep {
  const { waitsFor, takenBy } = facts;
  return {
    ...stepOf(facts),
    ...(waitsFor && { waitsFor }),
    ...(takenBy && { owner: takenBy }),
  };
}

function stepOf(facts: NextStepFacts): AgentTaskNextStep {
  const { phase, githubTaskUrl, waitsUntil } = facts;
  const requester = ownerOf(facts.requestedBy);
  const due = waitsUntil ? { at: waitsUntil } : {};
  const onGitHub = githubTaskUrl ? { url: githubTaskUrl } : {};
  switch (phase) {
    case 'awaiting-approval':
      return approval(facts);
    case 'scheduled':
      return { sentence: 'Starts at the time that was asked for.', ...due };
    case 'queued':
      return {
        sentence: waitsUntil
          ? 'Starts when GitHub can be asked again.'
          : "Starts as soon as GitHub's limits let it.",
        ...due,
      };
    case 'launching':
      return { sentence: 'Is being handed to GitHub.' };
    case 'running':
      return { sentence: runningSentence(facts.agentState), ...onGitHub };
    case 'needs-attention':
      return facts.held
        ? {
            sentence:
              facts.failure?.nextStep ??
              'GitHub did not say whether it started the task: look there and decide.',
            ...requester,
            action: 'resolve',
            ...onGitHub,
          }
        : {
            sentence:
              facts.agentState === 'idle'
                ? 'The agent has stopped and waits for a word on GitHub.'
                : 'The agent waits for an answer on GitHub.',
            ...requester,
            action: 'answer',
            ...onGitHub,
          };
    case 'in-review':
      return review(facts);
    case 'done':
      return {
        sentence: 'Merged; nothing is left to do.',
        ...(facts.pullRequest && { url: facts.pullRequest.url }),
      };
    case 'done-without-change':
      return {
        sentence: facts.pullRequest
          ? 'The pull request was closed without a merge.'
          : 'The agent finished without a change.',
        ...(facts.pullRequest ? { url: facts.pullRequest.url } : onGitHub),
      };
    case 'failed':
      return {
        sentence: facts.failure?.nextStep ?? 'Failed; retry it.',
        ...requester,
        ...(facts.retryAllowed && { action: 'retry' as const }),
        ...onGitHub,
      };
    case 'withdrawn':
      return { sentence: 'Was withdrawn before it started.' };
    default: {
      const unknown: never = phase;
      throw new Error(`Unknown phase ${unknown}`);
    }
  }
}

function runningSentence(agentState: string | undefined): string {
  switch (agentState) {
    case 'completed':
      return 'The agent has finished; its pull request is being read.';
    case 'in_progress':
      return 'The agent is at work.';
    default:
      return 'GitHub has the task and starts the agent.';
  }
}

function approval(facts: NextStepFacts): AgentTaskNextStep {
  const open = (facts.approvalNeeds ?? []).filter(
    ({ count, approvedBy = [] }) => approvedBy.length < count,
  );
  const [first] = open;
  if (!first) {
    return {
      sentence: 'Waits for a second person to approve it.',
      ...ownerOf(facts.owner),
      action: 'approve',
    };
  }
  const parts = open.map(({ count, by, approvedBy = [] }) => {
    const missing = count - approvedBy.length;
    return missing === 1 ? namesOf(by) : `${missing} of ${namesOf(by)}`;
  });
  return {
    sentence: `Waiting for approval by ${parts.join(', and by ')}.`,
    ...(open.length === 1 && first.by.length === 1 && ownerOf(first.by[0])),
    action: 'approve',
  };
}

function review(facts: NextStepFacts): AgentTaskNextStep {
  const { pullRequest: pull, waitsFor } = facts;
  const owner = ownerOf(facts.owner ?? facts.requestedBy);
  if (!pull) {
    return { sentence: 'The pull request is being read.', ...owner };
  }
  const name = `Pull request #${pull.number}`;
  const base = { ...owner, action: 'review' as const, url: pull.url };
  switch (waitsFor) {
    case 'permission':
      return {
        sentence: `GitHub does not let the automation account write to ${lower(
          name,
        )}: give its token "Pull requests: read and write".`,
        ...base,
      };
    case 'conflict':
      return {
        sentence: `${name} conflicts with its base branch.`,
        ...base,
      };
    case 'workflow-approval':
      return {
        sentence: `The workflows of ${lower(
          name,
        )} wait for "Approve and run" on GitHub.`,
        ...base,
        action: 'approve-workflows',
      };
    case 'checks':
      return { sentence: `${name} waits for its checks.`, url: pull.url };
    case 'checks-failing':
      return { sentence: `${name} has failing checks to look at.`, ...base };
    case 'changes':
      return { sentence: `${name} waits for the requested changes.`, ...base };
    case 'merge':
      return {
        sentence: `${name} is approved and can be merged.`,
        ...base,
        action: 'merge',
      };
    case 'capacity':
      return {
        sentence: `${name} stays a draft until others of its owner are reviewed.`,
        ...owner,
        url: pull.url,
      };
    case 'reviewer':
      return {
        sentence: `Nobody who is known may review ${lower(
          name,
        )}: ask somebody there, or add members with a GitHub login to its owner.`,
        ...base,
      };
    case 'ready':
      return {
        sentence: `${name} is a draft to be looked at and marked ready.`,
        ...base,
      };
    default: {
      const asked = pull.requestedReviewers ?? [];
      return {
        sentence: asked.length
          ? `${name} is to be reviewed by ${asked.join(', ')}.`
          : `${name} is to be reviewed.`,
        ...base,
      };
    }
  }
}

function lower(name: string): string {
  return `${name[0].toLowerCase()}${name.slice(1)}`;
}

// a service cannot do the next step, a person of the catalog can
function ownerOf(ref: string | undefined): { owner?: string } {
  return ref && /^(user|group):[^/]+\/.+$/.test(ref) ? { owner: ref } : {};
}
