import type {
  AgentTaskApprovalNeed,
  AgentTaskFailure,
  AgentTaskNextStep,
  AgentTaskPullRequest,
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
    'number' | 'url' | 'checks' | 'reviewDecision' | 'isDraft'
  >;
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
      return {
        sentence:
          facts.agentState === 'completed'
            ? 'The agent has finished; its pull request is being read.'
            : 'The agent is at work.',
        ...onGitHub,
      };
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
            sentence: 'The agent waits for an answer on GitHub.',
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
  const pull = facts.pullRequest;
  const owner = ownerOf(facts.owner ?? facts.requestedBy);
  if (!pull) {
    return { sentence: 'The pull request is being read.', ...owner };
  }
  const name = `Pull request #${pull.number}`;
  const base = { ...owner, action: 'review' as const, url: pull.url };
  if (pull.checks === 'failure') {
    return { sentence: `${name} has failing checks to look at.`, ...base };
  }
  if (pull.reviewDecision === 'approved') {
    return { sentence: `${name} is approved and can be merged.`, ...base };
  }
  if (pull.reviewDecision === 'changes-requested') {
    return { sentence: `${name} waits for the requested changes.`, ...base };
  }
  return {
    sentence: pull.isDraft
      ? `${name} is a draft to be looked at and marked ready.`
      : `${name} is to be reviewed.`,
    ...base,
  };
}

// a service cannot do the next step, a person of the catalog can
function ownerOf(ref: string | undefined): { owner?: string } {
  return ref && /^(user|group):[^/]+\/.+$/.test(ref) ? { owner: ref } : {};
}
