import type { Knex } from 'knex';

/** Sets the next single reading of a task that could not be read. */
export async function postponeLook(
  db: Knex,
  options: { taskId: string; attemptNumber: number; afterMs: number },
): Promise<void> {
  await db('agent_tasks')
    .where({
      id: options.taskId,
      attempt_number: options.attemptNumber,
      launch_state: 'launched',
    })
    .whereNotNull('next_look_at')
    .update({
      next_look_at: db.raw(`clock_timestamp() + ? * interval '1 ms'`, [
        options.afterMs,
      ]) as unknown as Date,
    });
}
