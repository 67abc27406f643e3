import type { Knex } from 'knex';

/** Waits until some connection of this database waits for a lock. */
export async function untilBlocked(knex: Knex): Promise<void> {
  for (;;) {
    const { rows } = await knex.raw(
      `select 1 from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
