import type { Knex } from 'knex';
import type { CampaignRow } from '../../rows';

/** What a list of campaigns is narrowed to. */
export type CampaignFilters = {
  state?: string[];
  /** Entity references. */
  owner?: string[];
  /** Of entities that take part. */
  entityRef?: string[];
  text?: string;
};

/** Place of a campaign in the list. */
export type CampaignPlace = { lively: boolean; seq: string };

const livelySql = "(state in ('planning', 'running', 'paused', 'recalling'))";

/**
 * A page of campaigns, those that change something first, then the latest.
 *
 * @returns at most `limit + 1` rows, in order, also when going back.
 */
export async function listCampaigns(
  db: Knex,
  options: {
    filters: CampaignFilters;
    limit: number;
    /** Behind (or, going back, before) this place. */
    from?: CampaignPlace;
    backward?: boolean;
  },
): Promise<{
  rows: (CampaignRow & { lively: boolean })[];
  totalItems: number;
}> {
  const { filters, limit, from, backward = false } = options;
  const filtered = () => {
    const query = db('campaigns');
    applyFilters(query, filters);
    return query;
  };
  const direction = backward ? 'asc' : 'desc';
  const page = filtered()
    .orderByRaw(`${livelySql} ${direction}, seq ${direction}`)
    .limit(limit + 1)
    .select<(CampaignRow & { lively: boolean })[]>(
      '*',
      db.raw(`${livelySql} as lively`),
    );
  if (from) {
    page.whereRaw(
      `(${livelySql}, seq) ${backward ? '>' : '<'} (?::boolean, ?::bigint)`,
      [from.lively, from.seq],
    );
  }
  const [rows, [{ count }]] = await Promise.all([
    page,
    filtered().count<{ count: string }[]>('* as count'),
  ]);
  return {
    rows: backward ? rows.reverse() : rows,
    totalItems: Number(count),
  };
}

function applyFilters(query: Knex.QueryBuilder, filters: CampaignFilters) {
  const { state, owner, entityRef, text } = filters;
  if (state?.length) {
    query.whereIn('state', state);
  }
  if (owner?.length) {
    query.whereIn('owner_ref', owner);
  }
  if (entityRef?.length) {
    query.whereRaw(
      `exists (select 1 from campaign_targets g where g.campaign_id = campaigns.id
         and g.wave is not null and jsonb_exists_any(g.entity_refs, ?::text[]))`,
      [entityRef],
    );
  }
  if (text?.trim()) {
    query.whereRaw('title ilike ?', [
      `%${text.trim().replace(/[\\%_]/g, match => `\\${match}`)}%`,
    ]);
  }
}
