import type { Knex } from 'knex';
import type { AttemptRow } from '../../rows';

/** Writes what became of an attempt, in the transaction of its task's move. */
export async function updateAttempt(
  tx: Knex.Transaction,
  attempt: { taskId: string; number: number },
  changes: Partial<Omit<AttemptRow, 'task_id' | 'number' | 'marker'>>,
): Promise<void> {
  await tx('agent_task_attempts')
    .where({ task_id: attempt.taskId, number: attempt.number })
    .update(changes);
}
