import type { Knex } from 'knex';

/** Those of GitHub's task ids that are already an attempt of ours. */
export async function listKnownGitHubTasks(
  knex: Knex,
  githubTaskIds: string[],
): Promise<Set<string>> {
  const rows = await knex('agent_task_attempts')
    .whereIn('github_task_id', githubTaskIds)
    .select('github_task_id');
  return new Set(rows.flatMap(row => row.github_task_id ?? []));
}
