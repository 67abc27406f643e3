import type { Knex } from 'knex';
import { applyProvenanceFilters, ProvenanceFilters } from './provenanceFilters';

/** Counts, as PostgreSQL gives them. */
export type ProvenanceTotals = {
  tasks: string;
  repositories: string;
  pulls: string;
  merged: string;
  /** Nano units. */
  credits: string;
};

/**
 * Counts what a question is about, exactly.
 *
 * By repository first: a sum of few groups costs less than counting distinct
 * values of all rows, and is shared between processes of the database. All
 * columns are in agent_tasks_provenance_idx, so that a million tasks are
 * counted without a look at their rows.
 */
export async function countProvenance(
  knex: Knex,
  filters: ProvenanceFilters,
): Promise<ProvenanceTotals> {
  const groups = knex('agent_tasks')
    .select(
      knex.raw(
        'count(*) as tasks, sum(pull_count) as pulls, sum(merged_count) as merged, sum(credits_nano) as credits',
      ),
    )
    .groupBy('repository_key');
  applyProvenanceFilters(groups, filters);
  const [totals] = await knex
    .from(groups.as('repositories'))
    .select<ProvenanceTotals[]>(
      knex.raw(
        `coalesce(sum(tasks), 0)::text as tasks, count(*)::text as repositories,
         coalesce(sum(pulls), 0)::text as pulls,
         coalesce(sum(merged), 0)::text as merged,
         coalesce(sum(credits), 0)::text as credits`,
      ),
    );
  return totals;
}
