import type { Knex } from 'knex';
import type { RepositoryName } from '../../../identities/IdentityRegistry';

/** Pull requests of agents in a repository. */
export type OpenPulls = {
  /** Drafts and open ones. */
  open: number;
  /** Tasks that were accepted and will open one. */
  coming: number;
};

/**
 * Counts the pull requests of our tasks in repositories, and the tasks that
 * are on their way to one.
 *
 * The conditions are those of the indexes agent_tasks_open_pulls_idx and
 * agent_tasks_coming_pulls_idx.
 *
 * @returns in the order of the repositories
 */
export async function countOpenPulls(
  knex: Knex,
  repositories: RepositoryName[],
  options: { exceptTaskId?: string } = {},
): Promise<OpenPulls[]> {
  const keys = repositories.map(({ host, owner, name }) =>
    `${host}/${owner}/${name}`.toLowerCase(),
  );
  const { rows } = await knex.raw<{ rows: (OpenPulls & { key: string })[] }>(
    `select key, count(*) filter (where is_open)::int as open,
       count(*) filter (where not is_open)::int as coming
     from (
       select id, queue_repository as key, true as is_open from agent_tasks
       where queue_repository = any(:keys) and pull_state in ('draft', 'open')
       union all
       select id, queue_repository, false from agent_tasks
       where queue_repository = any(:keys)
         and create_pull_request and pull_state is null
         and settled_at is null
         and launch_state in ('queued', 'launching', 'launch_unknown', 'launched')
     ) as task
     where id is distinct from :except::uuid
     group by 1`,
    { keys, except: options.exceptTaskId ?? null },
  );
  const countOf = new Map(
    rows.map(({ key, open, coming }) => [key, { open, coming }]),
  );
  return keys.map(key => countOf.get(key) ?? { open: 0, coming: 0 });
}
