import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';
import { applyProvenanceFilters, ProvenanceFilters } from './provenanceFilters';

const columns = [
  'id',
  'seq',
  'title',
  'phase',
  'created_at',
  'host',
  'repository_owner',
  'repository_name',
  'repository_url',
  'entity_ref',
  'owner_ref',
  'template_ref',
  'template_version_id',
  'ticket',
  'requested_by',
  'identity_id',
  'model',
  'session_models',
  'custom_agent',
  'prompt_digest',
  'credits_nano',
  'premium_requests',
] as const satisfies ReadonlyArray<keyof TaskRow>;

/** Behind (or, going back, before) this row. */
export type ProvenancePosition = { createdAt: string; seq: string };

/** A task without its texts, with its place in the list. */
export type ProvenanceTaskRow = Pick<TaskRow, (typeof columns)[number]> & {
  /** `created_at` with its microseconds, which a date would drop. */
  created_text: string;
};

/**
 * A page by key, newest first.
 *
 * The place of its rows is found in an index alone, whose columns answer most
 * filters; only what is on the page is read.
 *
 * @returns at most `limit + 1` rows, so that the caller sees whether there are
 * more, newest first, also when going back.
 */
export async function listProvenance(
  knex: Knex,
  options: {
    filters: ProvenanceFilters;
    limit: number;
    from?: ProvenancePosition;
    backward?: boolean;
  },
): Promise<ProvenanceTaskRow[]> {
  const { filters, limit, from, backward = false } = options;
  const order = backward ? 'asc' : 'desc';
  const places = knex('agent_tasks')
    .select('seq')
    .orderBy('created_at', order)
    .orderBy('seq', order)
    .limit(limit + 1);
  applyProvenanceFilters(places, filters);
  if (from) {
    places.whereRaw(
      `(created_at, seq) ${backward ? '>' : '<'} (?::timestamptz, ?::bigint)`,
      [from.createdAt, from.seq],
    );
  }
  return await knex('agent_tasks')
    .select<ProvenanceTaskRow[]>(
      ...columns,
      knex.raw('created_at::text as created_text'),
    )
    .whereIn('seq', places)
    .orderBy('created_at', 'desc')
    .orderBy('seq', 'desc');
}
