import type { AgentTaskFacets } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { templateTitles } from '../templates/templateTitles';
import { applyTaskFilters, TaskFilters } from './taskFilters';

/** The columns of the index agent_tasks_facets_idx. */
const columns = {
  phase: 'phase',
  template: 'template_ref',
  owner: 'owner_ref',
  tier: 'tier',
} as const;

type Facet = keyof typeof columns;
const facets = Object.keys(columns) as Facet[];

/** Values of a facet that a page can show; the most frequent ones. */
const MAX_VALUES = 100;

/**
 * Counts by phase, template, owner and tier, each without its own filter.
 *
 * One pass counts every combination of the four, of which there are few, and
 * the facets are sums of those. Without further filters the pass reads an
 * index alone: 100,000 tasks took 23 ms, a query for each facet 260 ms.
 */
export async function countTaskFacets(
  knex: Knex,
  filters: TaskFilters,
): Promise<AgentTaskFacets['facets']> {
  const combinations = knex('agent_tasks')
    .select(Object.values(columns))
    .count('* as tasks')
    .groupBy(Object.values(columns));
  applyTaskFilters(combinations, {
    ...filters,
    ...Object.fromEntries(facets.map(facet => [facet, undefined])),
  });
  const rows: Array<{ facet: Facet; value: string; count: string }> = await knex
    .withMaterialized('combinations', combinations)
    .unionAll(
      facets.map(facet => sumOf(knex, facet, filters)),
      true,
    );
  const valuesOf = (facet: Facet) =>
    rows
      .filter(row => row.facet === facet)
      .map(({ value, count }) => ({ value, count: Number(count) }));
  const templates = valuesOf('template');
  const titles = await templateTitles(
    knex,
    templates.map(({ value }) => value),
  );
  return {
    phase: valuesOf('phase'),
    template: templates.map(({ value, count }) => ({
      value,
      label: titles.get(value) ?? value,
      count,
    })),
    owner: valuesOf('owner'),
    tier: valuesOf('tier'),
  };
}

function sumOf(knex: Knex, facet: Facet, filters: TaskFilters) {
  const column = columns[facet];
  const query = knex('combinations')
    .select(
      knex.raw('? as facet', [facet]),
      knex.raw('?? as value', [column]),
      knex.raw('sum(tasks) as count'),
    )
    .whereNotNull(column)
    .groupBy(column)
    .orderBy([
      { column: 'count', order: 'desc' },
      { column: 'value', order: 'asc' },
    ])
    .limit(MAX_VALUES);
  for (const other of facets) {
    const values = filters[other];
    if (other !== facet && values?.length) {
      query.whereIn(columns[other], values);
    }
  }
  return query;
}
