import type { CreditsEstimate } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { roundCredits } from '../../../tasks/credits';

/**
 * What tasks of a template have used in the last 90 days. Those whose usage
 * GitHub has not reported are left out: unknown is no nought.
 */
export async function estimateCredits(
  knex: Knex,
  templateRef: string,
): Promise<CreditsEstimate> {
  const [row]: Array<{
    tasks: string;
    p50: string | null;
    p90: string | null;
  }> = await knex('agent_tasks')
    .where('template_ref', templateRef)
    .whereRaw("created_at >= now() - interval '90 days'")
    .whereNotNull('settled_at')
    .whereNotNull('credits_nano')
    .select(
      knex.raw('count(*) as tasks'),
      knex.raw(
        'percentile_disc(0.5) within group (order by credits_nano) as p50',
      ),
      knex.raw(
        'percentile_disc(0.9) within group (order by credits_nano) as p90',
      ),
    );
  return {
    tasks: Number(row.tasks),
    ...(row.p50 !== null && { p50: roundCredits(row.p50) }),
    ...(row.p90 !== null && { p90: roundCredits(row.p90) }),
  };
}
