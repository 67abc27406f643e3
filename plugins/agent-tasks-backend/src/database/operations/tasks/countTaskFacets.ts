import type { AgentTaskFacets } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { applyTaskFilters, TaskFilters } from './taskFilters';

const columns = {
  phase: 'phase',
  template: 'template_ref',
  owner: 'owner_ref',
  tier: 'tier',
} as const;

/** Values of a facet that a page can show; the most frequent ones. */
const MAX_VALUES = 100;

/** Counts by phase, template, owner and tier, each without its own filter. */
export async function countTaskFacets(
  knex: Knex,
  filters: TaskFilters,
): Promise<AgentTaskFacets['facets']> {
  const [phase, template, owner, tier] = await Promise.all(
    (['phase', 'template', 'owner', 'tier'] as const).map(async facet => {
      const column = columns[facet];
      const query = knex('agent_tasks')
        .select<Array<{ value: string; count: string }>>(
          knex.raw('?? as value', [column]),
          knex.raw('count(*) as count'),
        )
        .whereNotNull(column)
        .groupBy(column)
        .orderBy([
          { column: 'count', order: 'desc' },
          { column: 'value', order: 'asc' },
        ])
        .limit(MAX_VALUES);
      applyTaskFilters(query, { ...filters, [facet]: undefined });
      const rows = await query;
      return rows.map(row => ({ value: row.value, count: Number(row.count) }));
    }),
  );
  return { phase, template, owner, tier };
}
