import type { Knex } from 'knex';

/** Counts the queued tasks of each repository. */
export async function countWaiting(
  knex: Knex,
): Promise<{ host: string; owner: string; name: string; count: number }[]> {
  return await knex('agent_tasks')
    .where('launch_state', 'queued')
    .groupBy('host', 'repository_owner', 'repository_name')
    .select({
      host: 'host',
      owner: 'repository_owner',
      name: 'repository_name',
      count: knex.raw('count(*)::int'),
    });
}
