import type {
  PolicyFinding,
  PolicyNote,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { roundCredits } from '../tasks/credits';

/** A budget of an owner, all amounts in nano units of AI credits. */
export type CreditLook = {
  owner: string;
  /** `YYYY-MM-01` */
  month: string;
  limit: bigint;
  /** Used and reserved, without this task unless it has its place already. */
  spent: bigint;
  /** What the task is expected to cost; undefined where nothing is known. */
  estimate?: bigint;
  /** What is reserved for it. */
  reserved: bigint;
  /** The reservation is made already, and part of `spent`. */
  placed: boolean;
};

/** Whether a task still fits into its owner's budget, pure. */
export function judgeCredits(
  look: CreditLook,
): Array<PolicyFinding | PolicyNote> {
  const { limit, spent, estimate, reserved, placed } = look;
  const month = look.month.slice(0, 7);
  const full = placed
    ? spent > limit
    : spent >= limit || spent + reserved > limit;
  if (full) {
    const needed =
      placed || reserved === 0n
        ? ''
        : `, and the task is expected to take ${credits(reserved)}`;
    return [
      {
        kind: 'forbidden',
        code: 'credit-budget-exhausted',
        message: `${look.owner} has spent or reserved ${credits(
          spent,
        )} of ${credits(limit)} AI credits in ${month}${needed}.`,
        nextStep:
          'Start it next month, withdraw another task, or ask an administrator about agentTasks.budgets.',
        field: 'entityRef',
      },
    ];
  }
  return estimate === undefined && !placed
    ? [
        {
          kind: 'note',
          code: 'credits-unknown',
          message: `What the task will cost is not known: no task of its template has reported usage yet. ${
            reserved === 0n ? 'Nothing' : `${credits(reserved)} AI credits`
          } of the budget ${reserved === 0n ? 'is' : 'are'} reserved for it.`,
        },
      ]
    : [];
}

function credits(nano: bigint): string {
  return String(roundCredits(nano.toString()));
}
