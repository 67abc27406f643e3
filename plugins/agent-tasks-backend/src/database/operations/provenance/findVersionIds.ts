import type { Knex } from 'knex';

/** Ids of the template versions that all of the given filters fit. */
export async function findVersionIds(
  knex: Knex,
  filters: { template?: string[]; version?: string[]; digest?: string[] },
): Promise<string[]> {
  const { template, version, digest } = filters;
  const query = knex('template_versions');
  if (template) {
    query.whereIn('template_ref', template);
  }
  if (version) {
    query.whereIn('version', version);
  }
  if (digest) {
    query.whereRaw('digest like any(?::text[])', [
      digest.map(prefix => `${prefix}%`),
    ]);
  }
  return await query.pluck('id');
}
