import type { Knex } from 'knex';
import type { PullRequestName } from '../../../provenance/parsePullRequest';

/** Ids of the tasks whose attempts opened a pull request of that name. */
export async function findPullTasks(
  knex: Knex,
  pull: PullRequestName,
): Promise<string[]> {
  const query = knex('pull_requests as p')
    .join('agent_tasks as t', 't.id', 'p.task_id')
    .where('p.number', pull.number);
  for (const [column, value] of Object.entries({
    't.host': pull.host,
    't.repository_owner': pull.owner,
    't.repository_name': pull.name,
  })) {
    if (value !== undefined) {
      query.whereRaw('lower(??) = lower(?)', [column, value]);
    }
  }
  return await query.distinct().pluck('p.task_id');
}
