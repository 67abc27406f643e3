import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import {
  CreditSample,
  forecastCredits,
} from '../../../campaigns/planning/forecastCredits';
import { NANO_PER_CREDIT } from '../../../tasks/credits';

/** Fewer say too little of what is rare. */
const LEAST_SAMPLE = 10;
/** What people see as nothing; it has no logarithm. */
const LEAST_CREDITS = 0.05;

/**
 * What a number of tasks of a template may use, from those that ended in the
 * last 90 days.
 *
 * @returns undefined where too few tasks have ended
 */
export async function estimateCampaign(
  db: Knex,
  templateRef: string,
  targets: number,
): Promise<Campaign['estimate'] | undefined> {
  const { rows } = await db.raw<{
    rows: (CreditSample & { p50: number; p90: number })[];
  }>(
    `with ended as (
       select (credits_nano::float8 / :nano) as credits,
         ln(greatest(credits_nano::float8 / :nano, :least)) as log,
         (extract(epoch from settled_at - launched_at) / 60)::float8 as minutes
       from agent_tasks
       where template_ref = :templateRef
         and created_at >= now() - interval '90 days'
         and settled_at is not null and credits_nano is not null
         and launched_at is not null
     ), middle as (
       select avg(credits) as mean, stddev_samp(credits) as deviation from ended
     )
     select count(*)::int as tasks, mean, deviation,
       coalesce(avg(power(credits - mean, 3)) / nullif(power(deviation, 3), 0), 0) as skewness,
       max(credits) as most, avg(log) as "logMean",
       stddev_samp(log) as "logDeviation",
       percentile_cont(0.5) within group (order by minutes) as p50,
       percentile_cont(0.9) within group (order by minutes) as p90
     from ended cross join middle
     group by mean, deviation`,
    { templateRef, nano: NANO_PER_CREDIT, least: LEAST_CREDITS },
  );
  const sample = rows[0];
  if (!sample || sample.tasks < LEAST_SAMPLE) {
    return undefined;
  }
  const credits = forecastCredits(sample, targets);
  return {
    sample: sample.tasks,
    creditsP50: tenths(credits.p50),
    creditsP90: tenths(credits.p90),
    minutesP50: tenths(sample.p50),
    minutesP90: tenths(sample.p90),
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
