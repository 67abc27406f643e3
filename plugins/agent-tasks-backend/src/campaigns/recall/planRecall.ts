import type { CampaignRecallRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { PullRequestRow, TaskRow } from '../../database/rows';

/** What is done to take one target back. */
export type RecallStep = 'close' | 'draft' | 'revert';

/** What a recall does with a target, and how it ends. */
export type RecallPlan = {
  step?: RecallStep;
  /** An agent is at work, and GitHub has no call that stops it. */
  stopped: boolean;
};

const atWork: TaskRow['phase'][] = ['launching', 'running', 'needs-attention'];

/** What is to be done with one task that was not withdrawn. Pure. */
export function planRecall(
  request: Pick<CampaignRecallRequest, 'pullRequests' | 'revert'>,
  task: Pick<TaskRow, 'phase'>,
  pull: Pick<PullRequestRow, 'state'> | undefined,
): RecallPlan {
  const stopped = !atWork.includes(task.phase);
  const { pullRequests: wanted, revert } = request;
  if (wanted !== 'leave' && pull?.state === 'open') {
    return { step: wanted, stopped };
  }
  if (wanted === 'close' && pull?.state === 'draft') {
    return { step: 'close', stopped };
  }
  if (revert && pull?.state === 'merged') {
    return { step: 'revert', stopped };
  }
  return { stopped };
}
