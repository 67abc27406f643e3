import type { Knex } from 'knex';

/** Ids of our tasks whose attempts carry one of the markers. */
export async function findMarkedTaskIds(
  knex: Knex,
  markers: string[],
): Promise<string[]> {
  return await knex('agent_task_attempts')
    .whereIn('marker', markers)
    .distinct()
    .pluck('task_id');
}
