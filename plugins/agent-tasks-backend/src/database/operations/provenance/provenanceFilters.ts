import type { Knex } from 'knex';
import { applyTaskFilters, TaskFilters } from '../tasks/taskFilters';

/** What a question about provenance is narrowed to; fields add up. */
export type ProvenanceFilters = Pick<TaskFilters, 'repository' | 'visible'> & {
  /** Ids of template versions; no task where it is empty. */
  versionIds?: string[];
  /** Ids of tasks, found by a pull request or a commit. */
  taskIds?: string[];
  /** Asked for or ran with. */
  model?: string[];
  customAgent?: string[];
  identity?: string[];
  ticket?: string[];
  /** ISO 8601, included. */
  from?: string;
  /** ISO 8601, not included. */
  to?: string;
};

const columns = {
  versionIds: 'template_version_id',
  taskIds: 'id',
  customAgent: 'custom_agent',
  identity: 'identity_id',
  ticket: 'ticket',
} as const;

/** Narrows a query on `agent_tasks`. */
export function applyProvenanceFilters(
  query: Knex.QueryBuilder,
  filters: ProvenanceFilters,
): void {
  const { repository, visible, model, from, to } = filters;
  applyTaskFilters(query, { repository, visible });
  for (const [name, column] of Object.entries(columns)) {
    const values = filters[name as keyof typeof columns];
    if (values) {
      query.whereIn(column, values);
    }
  }
  if (model) {
    query.whereRaw('models && ?::text[]', [model]);
  }
  if (from) {
    query.whereRaw('created_at >= ?::timestamptz', [from]);
  }
  if (to) {
    query.whereRaw('created_at < ?::timestamptz', [to]);
  }
}
