import type { Knex } from 'knex';
import { AuditColumns, sealedAuditColumns } from './auditColumns';
import { applyAuditFilters, AuditFilters } from './auditFilters';

/** Where a page begins: behind (or, going back, before) this row. */
export type AuditPosition = {
  /** With microseconds, as the row has it. */
  at: string;
  id: string;
};

/** A row of the list. */
export type ListedAuditEvent = AuditColumns & {
  position: string | null;
  hash: string | null;
};

/**
 * A page of the trail by key, newest first. Each filter has an index in this
 * order, so that a page costs the same wherever it is.
 *
 * @returns at most `limit + 1` rows, so that the caller sees whether there are
 * more, newest first, also when going back.
 */
export async function listAuditEvents(
  knex: Knex,
  options: {
    filters: AuditFilters;
    limit: number;
    from?: AuditPosition;
    backward?: boolean;
  },
): Promise<ListedAuditEvent[]> {
  const { filters, limit, from, backward = false } = options;
  const order = backward ? 'asc' : 'desc';
  const query = knex('audit_events as e')
    .select<ListedAuditEvent[]>(knex.raw(sealedAuditColumns))
    .orderBy([
      { column: 'e.at', order },
      { column: 'e.id', order },
    ])
    .limit(limit + 1);
  applyAuditFilters(query, filters);
  if (from) {
    query.whereRaw(
      `(e.at, e.id) ${backward ? '>' : '<'} (?::timestamptz, ?::bigint)`,
      [from.at, from.id],
    );
  }
  const rows = await query;
  return backward ? rows.reverse() : rows;
}
