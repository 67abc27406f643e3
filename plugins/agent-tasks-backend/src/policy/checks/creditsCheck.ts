import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { CreditBudgets } from '../../limits/CreditBudgets';
import { judgeCredits } from '../../limits/judgeCredits';

/** The owner has AI credits left in the month in which the task is due. */
export function createCreditsCheck(options: {
  budgets: Pick<CreditBudgets, 'look'>;
  now?: () => Date;
}): PolicyCheck {
  const { budgets, now = () => new Date() } = options;
  return {
    id: 'credits',
    evaluate: async ({ owner, templateRef, notBefore, stage }) => {
      if (owner === undefined) {
        return [];
      }
      const asked = new Date(notBefore ?? 0);
      const current = now();
      const look = await budgets.look(
        {
          owner,
          ...(templateRef !== undefined && { templateRef }),
          at: asked > current ? asked : current,
        },
        { placed: stage === 'launch' },
      );
      return look ? judgeCredits(look) : [];
    },
  };
}
