import type { Knex } from 'knex';
import { applyTaskFilters, TaskFilters } from './taskFilters';

/** How many tasks there are, exactly. */
export async function countTasks(
  knex: Knex,
  filters: TaskFilters,
): Promise<number> {
  const query = knex('agent_tasks').select<Array<{ count: string }>>(
    knex.raw('count(*) as count'),
  );
  applyTaskFilters(query, filters);
  const [{ count }] = await query;
  return Number(count);
}
