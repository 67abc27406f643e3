import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { NANO_PER_CREDIT } from '../../../tasks/credits';

/** Fewer say nothing. */
const LEAST_SAMPLE = 5;
/** Standard deviations between the middle and the 90th percentile. */
const P90 = 1.2816;

/**
 * What a number of tasks of a template may use, from those that ended in the
 * last 90 days. The sum of many is close to normal; that the mean itself is
 * known from a sample only makes it wider.
 *
 * @returns undefined where too few tasks have ended
 */
export async function estimateCampaign(
  db: Knex,
  templateRef: string,
  targets: number,
): Promise<Campaign['estimate'] | undefined> {
  const { rows } = await db.raw<{
    rows: {
      tasks: number;
      mean: number | null;
      deviation: number | null;
      p50: number | null;
      p90: number | null;
    }[];
  }>(
    `select count(*)::int as tasks,
       (avg(credits_nano) / :nano)::float8 as mean,
       (stddev_samp(credits_nano) / :nano)::float8 as deviation,
       percentile_cont(0.5) within group (order by minutes) as p50,
       percentile_cont(0.9) within group (order by minutes) as p90
     from (
       select credits_nano,
         (extract(epoch from settled_at - launched_at) / 60)::float8 as minutes
       from agent_tasks
       where template_ref = :templateRef
         and created_at >= now() - interval '90 days'
         and settled_at is not null and credits_nano is not null
         and launched_at is not null
     ) as ended`,
    { templateRef, nano: NANO_PER_CREDIT },
  );
  const [{ tasks, mean, deviation, p50, p90 }] = rows;
  if (tasks < LEAST_SAMPLE || mean === null || p50 === null || p90 === null) {
    return undefined;
  }
  const spread =
    (deviation ?? 0) * Math.sqrt(targets + (targets * targets) / tasks);
  return {
    sample: tasks,
    creditsP50: tenths(targets * mean),
    creditsP90: tenths(targets * mean + P90 * spread),
    minutesP50: tenths(p50),
    minutesP90: tenths(p90),
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
