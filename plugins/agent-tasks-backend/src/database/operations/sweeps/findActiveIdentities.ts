import type { Knex } from 'knex';

/** @returns identities with tasks in a repository that GitHub has not settled. */
export async function findActiveIdentities(
  db: Knex,
  repository: { host: string; owner: string; name: string },
): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { identity_id: string }[] }>(
    `select distinct identity_id from agent_tasks
     where launch_state = 'launched'
       and lower(host) = lower(:host)
       and lower(repository_owner) = lower(:owner)
       and lower(repository_name) = lower(:name)
       and identity_id is not null
       and (agent_state is null or agent_state in
         ('queued', 'in_progress', 'idle', 'waiting_for_user'))`,
    repository,
  );
  return rows.map(({ identity_id }) => identity_id);
}
