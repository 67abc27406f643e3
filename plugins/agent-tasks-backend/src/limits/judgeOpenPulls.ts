import type { PolicyFinding } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { OpenPulls } from '../database/operations/limits/countOpenPulls';

/** Whether a repository takes one pull request of an agent more, pure. */
export function judgeOpenPulls(
  count: OpenPulls,
  limit: { max: number; repository: string },
): PolicyFinding[] {
  const { open, coming } = count;
  return open + coming < limit.max
    ? []
    : [
        {
          kind: 'forbidden',
          code: 'too-many-open-pull-requests',
          message: `${limit.repository} has ${open} open pull requests of agents and ${coming} tasks on their way to one; ${limit.max} are allowed together.`,
          nextStep:
            'Review, merge or close one of them, or withdraw a task, and start again.',
          field: 'repoUrl',
        },
      ];
}
