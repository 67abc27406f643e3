import type { AgentTaskFacets } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { roundCredits } from '../../../tasks/credits';
import { applyTaskFilters, TaskFilters } from './taskFilters';

const present = [
  'running',
  'launching',
  'needs-attention',
  'awaiting-approval',
  'in-review',
] as const;
const past = ['done', 'done-without-change', 'failed'] as const;

/**
 * The figures that a page shows on top, whatever phase its list shows. Three
 * queries, because each is answered from an index of its own, without a look
 * at the rows.
 */
export async function countTaskFigures(
  knex: Knex,
  filters: TaskFilters,
): Promise<AgentTaskFacets['figures']> {
  const tasks = () => {
    const query = knex('agent_tasks');
    applyTaskFilters(query, {
      ...filters,
      phase: undefined,
      phaseWithinDays: undefined,
    });
    return query;
  };
  const [now, recent, [{ credits }]] = await Promise.all([
    tasks()
      .whereIn('phase', [...present])
      .groupBy('phase')
      .select<Array<{ phase: string; tasks: string }>>(
        'phase',
        knex.raw('count(*) as tasks'),
      ),
    tasks()
      .whereIn('phase', [...past])
      .whereRaw("phase_since >= now() - interval '30 days'")
      .groupBy('phase')
      .select<Array<{ phase: string; tasks: string; in_7_days: string }>>(
        'phase',
        knex.raw('count(*) as tasks'),
        knex.raw(
          "count(*) filter (where phase_since >= now() - interval '7 days') as in_7_days",
        ),
      ),
    tasks()
      .whereRaw("created_at >= now() - interval '30 days'")
      .select<Array<{ credits: string | null }>>(
        knex.raw('sum(credits_nano) as credits'),
      ),
  ]);
  const sum = (phases: string[]) =>
    [...now, ...recent]
      .filter(({ phase }) => phases.includes(phase))
      .reduce((total, row) => total + Number(row.tasks), 0);
  return {
    running: sum(['running', 'launching']),
    needsAttention: sum(['needs-attention', 'awaiting-approval']),
    inReview: sum(['in-review']),
    mergedIn7Days: Number(
      recent.find(({ phase }) => phase === 'done')?.in_7_days ?? 0,
    ),
    doneIn30Days: sum(['done', 'done-without-change']),
    failedIn30Days: sum(['failed']),
    ...(credits !== null && { creditsIn30Days: roundCredits(credits) }),
  };
}
