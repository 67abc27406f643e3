import type { Knex } from 'knex';
import type { OwnAttemptRow, TaskRow } from '../../rows';

/** Notes what became of a decision; the first word stays. */
export async function noteOwnAttempt(
  db: Knex,
  task: Pick<TaskRow, 'id' | 'attempt_number'>,
  note: {
    outcome: NonNullable<OwnAttemptRow['outcome']>;
    message?: string;
  },
): Promise<void> {
  await db('own_attempts')
    .where({ task_id: task.id, after_attempt: task.attempt_number })
    .whereNull('outcome')
    .update({ outcome: note.outcome, message: note.message ?? null });
}
