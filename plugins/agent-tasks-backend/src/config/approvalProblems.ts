import type { z } from 'zod';
import type { agentTasksSchema } from './schema';

/** What single keys cannot say about approvals, as sentences. */
export function approvalProblems({
  approvals,
  tiers,
}: Pick<z.output<typeof agentTasksSchema>, 'approvals' | 'tiers'>): string[] {
  const { expiry, reminder, securityGroup } = approvals;
  const problems = Object.entries(tiers)
    .filter(
      ([, rules]) =>
        rules.approvals?.by.includes('security-group') && !securityGroup,
    )
    .map(
      ([tier]) =>
        `agentTasks.tiers.${tier}.approvals.by expects agentTasks.approvals.securityGroup where it names the 'security-group'`,
    );
  if (reminder !== undefined && reminder >= expiry) {
    problems.push(
      'agentTasks.approvals.reminder expects a duration below agentTasks.approvals.expiry',
    );
  }
  return problems;
}
