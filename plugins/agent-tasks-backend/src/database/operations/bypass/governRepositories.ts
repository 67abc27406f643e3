import type { Knex } from 'knex';

/** A repository that the catalog knows. */
export type GovernedRepository = {
  host: string;
  owner: string;
  name: string;
  entityRef: string;
  ownerRef?: string;
};

/**
 * Keeps the repositories that are looked through. A new one is due at some time
 * within an interval, so that a thousand of them are not due at once.
 */
export async function governRepositories(
  knex: Knex,
  repositories: GovernedRepository[],
  intervalMs: number,
): Promise<void> {
  if (!repositories.length) {
    return;
  }
  await knex.raw(
    `insert into bypass_sweeps as s (repository, host, repository_owner,
       repository_name, entity_ref, owner_ref, governed_at, due_at)
     select distinct on (1) lower(v.host || '/' || v.owner || '/' || v.name),
       v.host, v.owner, v.name, v."entityRef", v."ownerRef", clock_timestamp(),
       clock_timestamp() + random() * :intervalMs * interval '1 ms'
     from jsonb_to_recordset(:repositories::jsonb) as v(
       host text, owner text, name text, "entityRef" text, "ownerRef" text)
     order by 1, v."entityRef"
     on conflict (repository) do update set
       entity_ref = excluded.entity_ref,
       owner_ref = excluded.owner_ref,
       governed_at = excluded.governed_at`,
    { repositories: JSON.stringify(repositories), intervalMs },
  );
}
