import type { Knex } from 'knex';

/**
 * When a launch has to be taken over, admitted again or looked for, by the
 * clock of the database.
 *
 * @returns milliseconds until then, negative where it is due; undefined where
 *   nothing is under way
 */
export async function nextRecoveryDue(knex: Knex): Promise<number | undefined> {
  const { rows } = await knex.raw<{ rows: { wait: number | null }[] }>(
    `select extract(epoch from least(
       (select min(lease_until) from agent_tasks where launch_state = 'launching'),
       (select min(lease_until) from agent_tasks
        where launch_state = 'queued' and admitted_at is not null),
       (select min(greatest(due_at, lease_until)) from agent_tasks
        where launch_state = 'launch_unknown' and not held)
     ) - clock_timestamp())::float8 * 1000 as wait`,
  );
  return rows[0].wait ?? undefined;
}
