import type { AgentTaskFacets } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { roundCredits } from '../../../tasks/credits';
import { applyTaskFilters, TaskFilters } from './taskFilters';

// what is under way has small indexes of its own; what ended is only looked at
// within its 30 days
const figures = `
  count(*) filter (where phase in ('running', 'launching')) as running,
  count(*) filter (where phase in ('needs-attention', 'awaiting-approval')) as needs_attention,
  count(*) filter (where phase = 'in-review') as in_review,
  count(*) filter (where phase = 'done' and phase_since >= now() - interval '7 days') as merged,
  count(*) filter (where phase in ('done', 'done-without-change') and phase_since >= now() - interval '30 days') as done,
  count(*) filter (where phase = 'failed' and phase_since >= now() - interval '30 days') as failed,
  sum(credits_nano) filter (where created_at >= now() - interval '30 days') as credits`;

type FiguresRow = Record<
  'running' | 'needs_attention' | 'in_review' | 'merged' | 'done' | 'failed',
  string
> & { credits: string | null };

/** The figures that a page shows on top, whatever phase its list shows. */
export async function countTaskFigures(
  knex: Knex,
  filters: TaskFilters,
): Promise<AgentTaskFacets['figures']> {
  const query = knex('agent_tasks')
    .select<FiguresRow[]>(knex.raw(figures))
    .where(recent =>
      recent
        .whereIn('phase', [
          'running',
          'launching',
          'needs-attention',
          'awaiting-approval',
          'in-review',
        ])
        .orWhereRaw("phase_since >= now() - interval '30 days'")
        .orWhereRaw("created_at >= now() - interval '30 days'"),
    );
  applyTaskFilters(query, { ...filters, phase: undefined });
  const [row] = await query;
  return {
    running: Number(row.running),
    needsAttention: Number(row.needs_attention),
    inReview: Number(row.in_review),
    mergedIn7Days: Number(row.merged),
    doneIn30Days: Number(row.done),
    failedIn30Days: Number(row.failed),
    ...(row.credits !== null && {
      creditsIn30Days: roundCredits(row.credits),
    }),
  };
}
