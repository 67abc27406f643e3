import type { PolicyDecision } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { coverNeeds, GivenApproval, isCovered } from '../approvals/coverNeeds';

/**
 * The decision with the approvals that were given. Where they cover everything
 * that it asks for, it allows, and says who has agreed.
 *
 * @param notBy - people whose agreement does not count: those who ask
 */
export function withApprovals(
  decision: PolicyDecision,
  given: GivenApproval[],
  notBy: string[],
): PolicyDecision {
  const approvals = coverNeeds(decision.approvals ?? [], given, notBy);
  return decision.result === 'needs-approval' && isCovered(approvals)
    ? {
        ...decision,
        result: 'allow',
        reasons: [],
        checks: decision.checks.map(({ id }) => ({ id, result: 'allow' })),
        approvals,
      }
    : decision;
}
