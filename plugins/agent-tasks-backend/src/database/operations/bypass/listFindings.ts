import type { Knex } from 'knex';
import type { BypassFindingRow } from '../../rows';

/** What a list of findings is narrowed to. */
export type FindingFilters = {
  status?: BypassFindingRow['status'][];
  /** `owner/name` or `host/owner/name`. */
  repository?: string[];
  /** Entity references. */
  owner?: string[];
};

/**
 * A page by key, latest found first, and how many there are in all.
 *
 * @returns at most `limit + 1` rows, latest first, also when going back.
 */
export async function listFindings(
  knex: Knex,
  options: {
    filters: FindingFilters;
    limit: number;
    /** Behind (or, going back, before) the row of this `seq`. */
    from?: string;
    backward?: boolean;
  },
): Promise<{ rows: BypassFindingRow[]; totalItems: number }> {
  const { filters, limit, from, backward = false } = options;
  const page = knex('bypass_findings')
    .orderBy('seq', backward ? 'asc' : 'desc')
    .limit(limit + 1);
  if (from) {
    page.whereRaw(`seq ${backward ? '>' : '<'} ?::bigint`, [from]);
  }
  const total =
    knex('bypass_findings').count<{ count: string }[]>('* as count');
  for (const query of [page, total]) {
    applyFilters(query, filters);
  }
  const [rows, [{ count }]] = await Promise.all([
    page.select<BypassFindingRow[]>('*'),
    total,
  ]);
  return {
    rows: backward ? rows.reverse() : rows,
    totalItems: Number(count),
  };
}

function applyFilters(query: Knex.QueryBuilder, filters: FindingFilters) {
  const { status, repository, owner } = filters;
  if (status?.length) {
    query.whereIn('status', status);
  }
  if (owner?.length) {
    query.whereIn('owner_ref', owner);
  }
  if (repository?.length) {
    query.where(any => {
      for (const text of repository) {
        const [name, account = '', host] = text
          .toLowerCase()
          .split('/')
          .slice(-3)
          .reverse();
        any.orWhere(one => {
          one
            .whereRaw('lower(repository_owner) = ?', [account])
            .whereRaw('lower(repository_name) = ?', [name]);
          if (host) {
            one.whereRaw('lower(host) = ?', [host]);
          }
        });
      }
    });
  }
}
