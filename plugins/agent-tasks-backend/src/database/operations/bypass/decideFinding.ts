import type { Knex } from 'knex';
import type { BypassFindingRow } from '../../rows';

/**
 * Writes a decision about an open finding. Conditional on its state: of two
 * decisions at the same time the second finds nothing open.
 *
 * @returns undefined where it is not open any more.
 */
export async function decideFinding(
  tx: Knex.Transaction,
  decision: {
    id: string;
    status: 'adopted' | 'excused';
    actor: string;
    reason?: string;
    taskId?: string;
  },
): Promise<BypassFindingRow | undefined> {
  const { id, status, actor, reason, taskId } = decision;
  const [row] = await tx('bypass_findings')
    .where({ id, status: 'open' })
    .update({
      status,
      decided_by: actor,
      decided_at: tx.raw('clock_timestamp()') as unknown as Date,
      reason: reason ?? null,
      adopted_task_id: taskId ?? null,
    })
    .returning('*');
  return row;
}
