import type { Knex } from 'knex';

type Repository = { host: string; owner: string; name: string };

const keyOf = ({ host, owner, name }: Repository) =>
  `${host}/${owner}/${name}`.toLowerCase();

/**
 * Tasks with an open pull request, or on their way to one, in each of some
 * repositories.
 *
 * The conditions are those of the indexes agent_tasks_open_pulls_idx and
 * agent_tasks_coming_pulls_idx.
 */
export async function countOpenTasks(
  db: Knex,
  repositories: Repository[],
): Promise<(repository: Repository) => number> {
  const { rows } = await db.raw<{ rows: { key: string; count: number }[] }>(
    `select key, count(*)::int as count from (
       select queue_repository as key from agent_tasks
       where queue_repository = any(:keys) and pull_state in ('draft', 'open')
       union all
       select queue_repository from agent_tasks
       where queue_repository = any(:keys)
         and create_pull_request and pull_state is null and settled_at is null
         and launch_state in ('queued', 'launching', 'launch_unknown', 'launched')
     ) as task group by 1`,
    { keys: repositories.map(keyOf) },
  );
  const counts = new Map(rows.map(({ key, count }) => [key, count]));
  return repository => counts.get(keyOf(repository)) ?? 0;
}
