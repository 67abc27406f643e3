import type {
  TemplateDrift,
  TemplateDriftCounts,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { applyTaskFilters, TaskFilters } from '../tasks/taskFilters';
import { driftSql } from './driftSql';

/** How many tasks of a template are in each class. */
export async function countDrift(
  knex: Knex,
  options: { templateRef: string; visible?: TaskFilters['visible'] },
): Promise<TemplateDriftCounts> {
  const query = knex('agent_tasks')
    .select<Array<{ drift: TemplateDrift | null; tasks: string }>>(
      knex.raw(`${driftSql} as drift`),
      knex.raw('count(*) as tasks'),
    )
    .groupBy('drift');
  applyTaskFilters(query, {
    template: [options.templateRef],
    visible: options.visible,
  });
  const rows = await query;
  const of = (drift: TemplateDrift) =>
    Number(rows.find(row => row.drift === drift)?.tasks ?? 0);
  return {
    current: of('current'),
    staleRunning: of('stale-running'),
    staleOpen: of('stale-open'),
    staleMerged: of('stale-merged'),
  };
}
