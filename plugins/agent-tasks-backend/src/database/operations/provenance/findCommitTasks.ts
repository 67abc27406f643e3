import type { Knex } from 'knex';

/** Ids of the tasks whose pull request was merged as that commit. */
export async function findCommitTasks(
  knex: Knex,
  /** Hexadecimal digits in lower case, the first ones or all. */
  commit: string,
): Promise<string[]> {
  return await knex('pull_requests')
    .where('merge_commit', 'like', `${commit}%`)
    .distinct()
    .pluck('task_id');
}
