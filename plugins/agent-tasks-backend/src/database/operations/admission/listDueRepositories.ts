import type { Knex } from 'knex';
import type { RepositoryName } from '../../../identities/IdentityRegistry';

/**
 * Repositories at the head of the queue.
 *
 * @returns at most `limit` tasks' repositories, in the order of the queue, with
 *   repeats
 */
export async function listDueRepositories(
  knex: Knex,
  limit: number,
): Promise<RepositoryName[]> {
  return await knex('agent_tasks')
    .select({
      host: 'host',
      owner: 'repository_owner',
      name: 'repository_name',
    })
    .where('launch_state', 'queued')
    .whereNull('admitted_at')
    .where('due_at', '<=', knex.raw('clock_timestamp()'))
    .orderBy([{ column: 'priority', order: 'desc' }, 'due_at', 'seq'])
    .limit(limit);
}
