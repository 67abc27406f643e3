import type { Knex } from 'knex';
import type { BypassFindingRow } from '../../rows';

/** The finding of an id. */
export async function findFinding(
  knex: Knex,
  id: string,
): Promise<BypassFindingRow | undefined> {
  return await knex('bypass_findings').where({ id }).first();
}
