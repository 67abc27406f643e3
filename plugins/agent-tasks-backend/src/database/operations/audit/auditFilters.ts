import type { ListAuditEventsQuery } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';

/** What the list is narrowed to; all of it applies. */
export type AuditFilters = Omit<ListAuditEventsQuery, 'limit' | 'cursor'>;

const columns = {
  actor: 'e.actor',
  onBehalfOf: 'e.on_behalf_of',
  action: 'e.action',
  result: 'e.result',
  taskId: 'e.task_id',
  entityRef: 'e.entity_ref',
  templateDigest: 'e.template_digest',
  ticket: 'e.ticket',
  identity: 'e.identity_id',
} as const;

/** Narrows a query on `audit_events e`. */
export function applyAuditFilters(
  query: Knex.QueryBuilder,
  filters: AuditFilters,
): void {
  for (const [name, column] of Object.entries(columns)) {
    const value = filters[name as keyof typeof columns];
    if (value !== undefined) {
      // PostgreSQL has no text with a zero byte
      query.where(column, value.replaceAll('\0', '\uFFFD'));
    }
  }
  if (filters.repository !== undefined) {
    const parts = filters.repository.toLowerCase().split('/').slice(-3);
    // the expression of the index audit_events_repository_idx
    query
      .whereNotNull('e.repository')
      .whereRaw(
        `lower(substr(e.repository, strpos(e.repository, '/') + 1)) = ?`,
        [parts.slice(-2).join('/').replaceAll('\0', '\uFFFD')],
      );
    if (parts.length === 3) {
      query.whereRaw('lower(e.repository) = ?', [parts.join('/')]);
    }
  }
  if (filters.from !== undefined) {
    query.whereRaw('e.at >= ?::timestamptz', [filters.from]);
  }
  if (filters.to !== undefined) {
    query.whereRaw('e.at < ?::timestamptz', [filters.to]);
  }
}
