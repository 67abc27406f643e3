import type { AgentTaskApprovalNeed } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { ApprovalRow } from '../database/rows';

/** What counts of an approval. */
export type GivenApproval = Pick<
  ApprovalRow,
  'approver' | 'approver_refs' | 'verdict'
>;

/** A need and who has agreed so far. */
export type CoveredNeed = AgentTaskApprovalNeed & { approvedBy: string[] };

/**
 * Who has agreed to which need, each person once. One who belongs to the
 * approvers of two needs counts for both: what is asked for is that each group
 * has agreed.
 *
 * @param notBy - people whose agreement does not count: those who ask
 */
export function coverNeeds(
  needs: AgentTaskApprovalNeed[],
  approvals: GivenApproval[],
  notBy: string[] = [],
): CoveredNeed[] {
  return needs.map(({ code, count, by }) => {
    const approvedBy = approvals
      .filter(
        ({ verdict, approver, approver_refs: refs }) =>
          verdict === 'approved' &&
          !notBy.includes(approver) &&
          refs.some(ref => by.includes(ref)),
      )
      .map(({ approver }) => approver);
    return { code, count, by, approvedBy: [...new Set(approvedBy)] };
  });
}

/** Whether enough people have agreed to every need. */
export function isCovered(needs: CoveredNeed[]): boolean {
  return needs.every(({ count, approvedBy }) => approvedBy.length >= count);
}
