import type { Knex } from 'knex';

/** The first position that lies beyond the chain's end, which none should. */
export async function findBeyondChain(knex: Knex): Promise<number | undefined> {
  const row = await knex('audit_events')
    .where('position', '>', knex('audit_chain').select('position'))
    .orderBy('position')
    .first('position');
  return row ? Number(row.position) : undefined;
}
