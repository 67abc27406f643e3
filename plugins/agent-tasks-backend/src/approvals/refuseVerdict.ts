import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { LatestRequest } from '../database/operations/approvals/findLatestRequest';
import type { ApprovalRequestRow, TaskRow } from '../database/rows';
import { namesOf } from './nameOf';

/** What decides whether somebody may say yes or no to a task now. */
export type VerdictFacts = {
  task: Pick<TaskRow, 'requested_by'>;
  /** Who answers for the schedule that has asked for the task, where one has. */
  scheduledBy?: string;
  /** The latest approval that was asked for. */
  request?: Pick<
    LatestRequest,
    'state' | 'overdue' | 'asked_by' | 'approvers' | 'prompt_digest'
  >;
  /** Of the prompt that was read. */
  promptDigest: string;
  /** Entity reference; absent where a service asks for itself. */
  user?: string;
  /** References among the approvers that the user acts for. */
  approverRefs: string[];
  /** Whether the user has approved this request before. */
  spoken: boolean;
};

const decided: Record<
  Exclude<ApprovalRequestRow['state'], 'open' | 'expired'>,
  string
> = {
  approved: 'The task was approved already.',
  rejected: 'The task was rejected already.',
  withdrawn: 'The task was withdrawn before it was approved.',
};

/**
 * Everything that speaks against a verdict.
 *
 * @returns undefined where it counts.
 */
export function refuseVerdict(
  facts: VerdictFacts,
): { kind: 'conflict' | 'forbidden'; reasons: Reason[] } | undefined {
  const { request } = facts;
  const closed = reasonClosed(request);
  if (closed || !request) {
    return { kind: 'conflict', reasons: closed ? [closed] : [] };
  }
  const forbidden = reasonsForbidden(facts, request);
  const conflicts: Reason[] = [];
  if (facts.spoken) {
    conflicts.push({
      code: 'approval-given',
      message: 'You have approved this task already.',
      nextStep: 'Somebody else has to approve it, too.',
    });
  }
  if (facts.promptDigest !== request.prompt_digest) {
    conflicts.push({
      code: 'prompt-changed',
      message: 'The prompt that waits for approval is not the one you read.',
      nextStep: 'Read the task again, then decide.',
      field: 'promptDigest',
    });
  }
  const reasons = [...forbidden, ...conflicts];
  return reasons.length
    ? { kind: forbidden.length ? 'forbidden' : 'conflict', reasons }
    : undefined;
}

function reasonClosed(request: VerdictFacts['request']): Reason | undefined {
  if (!request) {
    return {
      code: 'approval-not-asked',
      message: 'The task does not wait for an approval.',
    };
  }
  if (
    request.state === 'expired' ||
    (request.state === 'open' && request.overdue)
  ) {
    return {
      code: 'approval-expired',
      message: 'Nobody approved the task in time.',
      nextStep: 'Retry the task to ask for approval again.',
    };
  }
  return request.state === 'open'
    ? undefined
    : { code: 'approval-decided', message: decided[request.state] };
}

function reasonsForbidden(
  { task, scheduledBy, user, approverRefs }: VerdictFacts,
  request: NonNullable<VerdictFacts['request']>,
): Reason[] {
  const nextStep = `Ask ${namesOf(request.approvers)}.`;
  if (user === undefined) {
    return [
      {
        code: 'approver-not-a-person',
        message: 'Only people approve, no services.',
        nextStep,
      },
    ];
  }
  const reasons: Reason[] = [];
  if ([task.requested_by, request.asked_by].includes(user)) {
    reasons.push({
      code: 'approver-is-requester',
      message: 'You have asked for this task; somebody else has to decide.',
      nextStep,
    });
  }
  if (user === scheduledBy) {
    reasons.push({
      code: 'approver-is-requester',
      message:
        'You answer for the schedule that has asked for this task; somebody else has to decide.',
      nextStep,
    });
  }
  if (!approverRefs.length) {
    reasons.push({
      code: 'not-an-approver',
      message: 'You are not among the people who may approve this task.',
      nextStep,
    });
  }
  return reasons;
}
