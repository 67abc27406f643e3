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
 * Counts the pull requests of our tasks in a repository, and the tasks that
 * are on their way to one.
 *
 * The conditions are those of the indexes agent_tasks_open_pulls_idx and
 * agent_tasks_coming_pulls_idx.
 */
export async function countOpenPulls(
  knex: Knex,
  repository: RepositoryName,
  options: { exceptTaskId?: string } = {},
): Promise<OpenPulls> {
  const { host, owner, name } = repository;
  const { rows } = await knex.raw<{ rows: OpenPulls[] }>(
    `select
       (select count(*)::int from agent_tasks
        where queue_repository = :repository
          and pull_state in ('draft', 'open')
          and id is distinct from :except::uuid) as open,
       (select count(*)::int from agent_tasks
        where queue_repository = :repository
          and create_pull_request and pull_state is null
          and settled_at is null
          and launch_state in ('queued', 'launching', 'launch_unknown', 'launched')
          and id is distinct from :except::uuid) as coming`,
    {
      repository: `${host}/${owner}/${name}`.toLowerCase(),
      except: options.exceptTaskId ?? null,
    },
  );
  return rows[0];
}
