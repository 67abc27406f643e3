import type { Knex } from 'knex';
import type { TemplateVersionRow } from '../../rows';

/**
 * Versions with the status that they keep until the transaction ends: a
 * revocation waits for it, and then finds what was queued in it.
 */
export async function holdTemplateVersions(
  tx: Knex.Transaction,
  ids: string[],
): Promise<TemplateVersionRow[]> {
  return tx('template_versions').whereIn('id', ids).orderBy('id').forShare();
}
