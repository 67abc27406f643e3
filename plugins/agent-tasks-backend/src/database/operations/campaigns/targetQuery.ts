import type { Knex } from 'knex';
import type { CampaignOutcomeRow, CampaignTargetRow } from '../../rows';
import { statusSql } from './statusSql';

/** What a list of targets is narrowed to. */
export type TargetFilters = {
  verdict?: string[];
  status?: string[];
  wave?: number[];
  owner?: string[];
  tier?: string[];
  text?: string;
  /** Those that were to be taken back. */
  recall?: CampaignTargetRow['recall_state'][];
  outcome?: string[];
};

/** A target with what its task has come to. */
export type ListedTarget = CampaignTargetRow & {
  status: string;
  phase: string | null;
  phase_since: Date | null;
  failure_class: string | null;
  task_version: string | null;
  pull_number: number | null;
  pull_url: string | null;
  outcome: CampaignOutcomeRow['outcome'] | null;
  outcome_results: CampaignOutcomeRow['results'] | null;
  outcome_checked_at: Date | null;
  outcome_due_at: Date | null;
};

/** Targets of a campaign with their tasks, narrowed, without order or columns. */
export function targetQuery(
  db: Knex,
  options: { campaignId: string; filters?: TargetFilters; ids?: string[] },
): Knex.QueryBuilder {
  const { campaignId, filters = {}, ids } = options;
  const query = db('campaign_targets as g')
    .leftJoin('agent_tasks as t', 't.id', 'g.task_id')
    .leftJoin('campaign_outcomes as o', 'o.target_id', 'g.id')
    .where('g.campaign_id', campaignId);
  applyFilters(query, filters);
  if (ids) {
    query.whereIn('g.id', ids);
  }
  return query;
}

/** The columns of a {@link ListedTarget}. */
export function selectListed(
  db: Knex,
  query: Knex.QueryBuilder,
): Knex.QueryBuilder<object, ListedTarget[]> {
  return query
    .leftJoin('template_versions as v', 'v.id', 't.template_version_id')
    .joinRaw(
      `left join lateral (
         select number, url from pull_requests p
         where p.task_id = t.id and p.attempt_number = t.attempt_number and p.number is not null
         order by number desc limit 1
       ) p on true`,
    )
    .select(
      'g.*',
      db.raw(`${statusSql} as status`),
      't.phase',
      't.phase_since',
      't.failure_class',
      { task_version: 'v.version' },
      { pull_number: 'p.number', pull_url: 'p.url' },
      'o.outcome',
      {
        outcome_results: 'o.results',
        outcome_checked_at: 'o.checked_at',
        outcome_due_at: 'o.due_at',
      },
    );
}

function applyFilters(query: Knex.QueryBuilder, filters: TargetFilters): void {
  const { verdict, status, wave, owner, tier, text, recall, outcome } = filters;
  if (verdict?.length) {
    query.whereIn('g.verdict', verdict);
  }
  if (status?.length) {
    query.whereRaw(`(${statusSql}) = any(?)`, [status]);
  }
  if (wave?.length) {
    query.whereIn('g.wave', wave);
  }
  if (owner?.length) {
    query.whereRaw('lower(g.owner_ref) = any(?)', [
      owner.map(ref => ref.toLowerCase()),
    ]);
  }
  if (tier?.length) {
    query.whereIn('g.tier', tier);
  }
  if (outcome?.length) {
    query.whereIn('o.outcome', outcome);
  }
  if (recall?.length) {
    query.whereIn('g.recall_state', recall);
  }
  if (text?.trim()) {
    query.whereRaw(`g.target_key ilike ?`, [
      `%${text.trim().replace(/[\\%_]/g, match => `\\${match}`)}%`,
    ]);
  }
}
