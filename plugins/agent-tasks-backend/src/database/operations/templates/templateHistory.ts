import type { Knex } from 'knex';
import { roundCredits } from '../../../tasks/credits';

/** How the tasks of a template ended in the last 90 days. */
export type TemplateHistory = {
  settled: number;
  succeeded: number;
  /** Absent while no task has reported usage. */
  medianCredits?: number;
};

/** The history of templates, by their references; absent where there is none. */
export async function templateHistory(
  knex: Knex,
  templateRefs: string[],
): Promise<Map<string, TemplateHistory>> {
  const rows: Array<{
    template_ref: string;
    settled: string;
    succeeded: string;
    median: string | null;
  }> = await knex('agent_tasks')
    .whereIn('template_ref', templateRefs)
    .whereRaw("created_at >= now() - interval '90 days'")
    .whereIn('phase', ['in-review', 'done', 'done-without-change', 'failed'])
    .groupBy('template_ref')
    .select(
      'template_ref',
      knex.raw('count(*) as settled'),
      knex.raw(
        "count(*) filter (where phase in ('in-review', 'done')) as succeeded",
      ),
      knex.raw(
        'percentile_disc(0.5) within group (order by credits_nano) as median',
      ),
    );
  return new Map(
    rows.map(row => [
      row.template_ref,
      {
        settled: Number(row.settled),
        succeeded: Number(row.succeeded),
        ...(row.median !== null && {
          medianCredits: roundCredits(row.median),
        }),
      },
    ]),
  );
}
