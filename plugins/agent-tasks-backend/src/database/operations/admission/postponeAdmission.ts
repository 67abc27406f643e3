import type { PolicyDecision } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';
import { databaseTime } from '../sqlTime';
import { rowPhase } from '../tasks/transitionTask';

/**
 * Puts an admitted task back into the queue until a time, with the decision
 * that says why, and frees its place in the ledger.
 *
 * @returns undefined where the admission was not the caller's any more.
 */
export async function postponeAdmission(
  tx: Knex.Transaction,
  options: { task: TaskRow; decision: PolicyDecision; until: Date },
): Promise<TaskRow | undefined> {
  const { task, decision, until } = options;
  const [row] = await tx('agent_tasks')
    .where({ id: task.id, launch_state: 'queued', lease_id: task.lease_id })
    .update({
      admitted_at: null,
      identity_id: null,
      lease_id: null,
      lease_until: null,
      not_before: until,
      due_at: until,
      decision: JSON.stringify(decision) as unknown as TaskRow['decision'],
      phase: rowPhase({ ...task, not_before: until }),
      phase_since: databaseTime(tx),
      updated_at: databaseTime(tx),
    })
    .returning('*');
  if (row) {
    await tx('launch_ledger')
      .where('task_id', task.id)
      .whereNull('sent_at')
      .delete();
  }
  return row;
}
