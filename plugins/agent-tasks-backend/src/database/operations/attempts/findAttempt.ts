import type { Knex } from 'knex';
import type { AttemptRow } from '../../rows';

/** Reads an attempt. */
export async function findAttempt(
  knex: Knex,
  attempt: { taskId: string; number: number },
): Promise<AttemptRow | undefined> {
  return await knex('agent_task_attempts')
    .where({ task_id: attempt.taskId, number: attempt.number })
    .first();
}
