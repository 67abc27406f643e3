import type { Knex } from 'knex';

/** Puts the next notice of tasks off that is due. */
export async function postponeWaits(
  db: Knex,
  taskIds: string[],
  until: Date,
): Promise<void> {
  if (taskIds.length) {
    await db('task_waits')
      .whereIn('task_id', taskIds)
      .whereRaw('due_at <= clock_timestamp()')
      .update({ due_at: until });
  }
}
