import type { AgentTaskApproval } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { ApprovalRequestRow, ApprovalRow } from '../database/rows';
import { coverNeeds } from './coverNeeds';

/** An approval that is waited for, as it is shown. */
export function toApproval(
  request: ApprovalRequestRow,
  given: ApprovalRow[],
): AgentTaskApproval {
  return {
    askedBy: request.asked_by,
    askedAt: request.asked_at.toISOString(),
    expiresAt: request.expires_at.toISOString(),
    promptDigest: request.prompt_digest,
    needs: coverNeeds(request.needs, given),
    given: given
      .filter(({ verdict }) => verdict === 'approved')
      .map(({ approver, at, comment }) => ({
        approver,
        at: at.toISOString(),
        ...(comment !== null && { comment }),
      })),
  };
}
