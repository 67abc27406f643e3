import type { Knex } from 'knex';

/**
 * Keeps the repositories of our own tasks among those that are looked through,
 * with the entity and the owner of the latest task where the catalog names none.
 *
 * Steps from one repository to the next in agent_tasks_repository_idx: the cost
 * is that of the repositories, not of a million tasks.
 */
export async function governLaunched(
  knex: Knex,
  intervalMs: number,
): Promise<void> {
  await knex.raw(
    `with recursive found as (
       (select host, repository_owner, repository_name from agent_tasks
        order by host, repository_owner, repository_name limit 1)
       union all
       select next.* from found cross join lateral (
         select t.host, t.repository_owner, t.repository_name from agent_tasks t
         where (t.host, t.repository_owner, t.repository_name)
           > (found.host, found.repository_owner, found.repository_name)
         order by t.host, t.repository_owner, t.repository_name limit 1) next
     )
     insert into bypass_sweeps as s (repository, host, repository_owner,
       repository_name, entity_ref, owner_ref, governed_at, due_at)
     select distinct on (1) lower(f.host || '/' || f.repository_owner || '/' || f.repository_name),
       f.host, f.repository_owner, f.repository_name, latest.entity_ref,
       latest.owner_ref, clock_timestamp(),
       clock_timestamp() + random() * :intervalMs * interval '1 ms'
     from found f left join lateral (
       select t.entity_ref, t.owner_ref from agent_tasks t
       where lower(t.repository_owner) = lower(f.repository_owner)
         and lower(t.repository_name) = lower(f.repository_name)
         and lower(t.host) = lower(f.host)
       order by t.seq desc limit 1) latest on true
     on conflict (repository) do update set
       entity_ref = coalesce(s.entity_ref, excluded.entity_ref),
       owner_ref = coalesce(s.owner_ref, excluded.owner_ref),
       governed_at = excluded.governed_at`,
    { intervalMs },
  );
}
