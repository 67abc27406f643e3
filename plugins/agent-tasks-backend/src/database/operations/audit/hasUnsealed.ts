import type { Knex } from 'knex';

/** Whether there is anything to seal; takes no lock. */
export async function hasUnsealed(knex: Knex): Promise<boolean> {
  const row = await knex('audit_events')
    .whereNull('position')
    .select('id')
    .first();
  return row !== undefined;
}
