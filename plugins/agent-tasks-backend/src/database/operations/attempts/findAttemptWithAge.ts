import type { Knex } from 'knex';
import type { AttemptRow } from '../../rows';

/**
 * Reads an attempt with the milliseconds since its intent, by the clock that
 * wrote the intent: those of replicas may differ by minutes.
 */
export async function findAttemptWithAge(
  knex: Knex,
  attempt: { taskId: string; number: number },
): Promise<(AttemptRow & { age_ms: number }) | undefined> {
  return await knex('agent_task_attempts')
    .where({ task_id: attempt.taskId, number: attempt.number })
    .select<(AttemptRow & { age_ms: number })[]>(
      '*',
      knex.raw(
        `extract(epoch from clock_timestamp() - intent_at)::float8 * 1000 as age_ms`,
      ),
    )
    .first();
}
