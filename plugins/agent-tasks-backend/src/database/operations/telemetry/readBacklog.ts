import type { Knex } from 'knex';

/** What waits, by the clock of the database. */
export type Backlog = {
  due: number;
  later: number;
  oldest_due_seconds: number;
  unknown: number;
  held: number;
};

/** Counts what waits to be launched or found out. */
export async function readBacklog(knex: Knex): Promise<Backlog> {
  const { rows } = await knex.raw<{ rows: Backlog[] }>(
    `select queue.*, unknown.* from (
       select count(*) filter (where due_at <= now())::int as due,
         count(*) filter (where due_at > now())::int as later,
         coalesce(greatest(0, extract(epoch from now() - min(due_at))), 0)::float8 as oldest_due_seconds
       from agent_tasks where launch_state = 'queued' and admitted_at is null
     ) queue cross join (
       select count(*) filter (where not held)::int as unknown,
         count(*) filter (where held)::int as held
       from agent_tasks where launch_state = 'launch_unknown'
     ) unknown`,
  );
  return rows[0];
}
