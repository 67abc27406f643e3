import type { Knex } from 'knex';
import type { BypassFindingRow } from '../../rows';

/** Those of GitHub's tasks that were found before. */
export async function listKnownFindings(
  knex: Knex,
  host: string,
  githubTaskIds: string[],
): Promise<Map<string, BypassFindingRow>> {
  const rows = await knex('bypass_findings')
    .where({ host })
    .whereIn('github_task_id', githubTaskIds);
  return new Map(rows.map(row => [row.github_task_id, row]));
}
