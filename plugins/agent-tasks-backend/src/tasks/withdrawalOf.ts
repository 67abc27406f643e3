import type { Knex } from 'knex';
import { findAttempt } from '../database/operations/attempts/findAttempt';
import { databaseTime } from '../database/operations/sqlTime';
import type { TaskTransition } from '../database/operations/tasks/transitionTask';
import type { TaskRow } from '../database/rows';
import { goesOn } from '../retries/AttemptPlan';

/**
 * What a withdrawal leaves behind. A task whose agent was to go on with its
 * pull request is again as the attempt before has left it: the pull request is
 * still there to be reviewed.
 */
export async function withdrawalOf(
  tx: Knex.Transaction,
  task: TaskRow,
): Promise<Required<Pick<TaskTransition, 'event' | 'patch'>>> {
  const before =
    task.attempt_plan && goesOn(task.attempt_plan)
      ? await findAttempt(tx, {
          taskId: task.id,
          number: task.attempt_number,
        })
      : undefined;
  return before?.github_task_id
    ? {
        event: 'take-back',
        patch: {
          admitted_at: null,
          not_before: null,
          attempt_plan: before.plan,
          identity_id: before.identity_id,
          agent_state: before.agent_state,
          github_task_id: before.github_task_id,
          github_task_url: before.github_task_url,
          failure_class: before.failure_class,
          failure_message: before.failure_message,
          head_ref: task.attempt_plan?.headRef ?? null,
          launched_at: before.sent_at,
          settled_at: before.settled_at,
          // whatever has happened at GitHub since
          next_look_at: databaseTime(tx),
        },
      }
    : { event: 'withdraw', patch: { admitted_at: null } };
}
