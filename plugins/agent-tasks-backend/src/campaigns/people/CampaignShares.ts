import {
  CampaignShare,
  CampaignSharePage,
  CampaignTarget,
  ListCampaignSharesQuery,
  revealHidden,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { countShares } from '../../database/operations/campaigns/countShares';
import { listTargets } from '../../database/operations/campaigns/listTargets';
import { listWaves } from '../../database/operations/campaigns/listWaves';
import { optional } from '../../json/optional';
import { normalizeFilters } from '../../tasks/normalizeFilters';
import { decideAction } from './judgeDecision';
import { toTarget } from '../toCampaign';

const MOST_CAMPAIGNS = 50;
const MOST_TARGETS = 20;

const waiting = ['needs-attention', 'awaiting-approval', 'in-review'];

/** What campaigns are for owners, and for what they own. */
export class CampaignShares {
  constructor(private readonly options: { database: Knex }) {}

  /** @param visibleOwners - only what they own; all of it unless given */
  async list(
    query: ListCampaignSharesQuery,
    visibleOwners?: string[],
  ): Promise<CampaignSharePage> {
    const { database } = this.options;
    const { owner, entityRef } = normalizeFilters(query);
    const rows = await countShares(database, {
      owner,
      entityRef,
      visibleOwners,
      limit: MOST_CAMPAIGNS,
    });
    const waves = await listWaves(
      database,
      rows.map(({ id }) => id),
    );
    const items = await Promise.all(
      rows.map(async (row): Promise<CampaignShare> => {
        const own = waves.filter(({ campaign_id: id }) => id === row.id);
        const open = own.find(({ state }) => ['open', 'held'].includes(state));
        return {
          id: row.id,
          title: revealHidden(row.title),
          state: row.state,
          ...optional('dueAt', row.due_at?.toISOString()),
          ...optional('wave', open?.number),
          waves: own.length,
          counts: row.counts,
          waitingForPeople: waiting.reduce(
            (sum, status) => sum + (row.counts[status] ?? 0),
            0,
          ),
          targets: entityRef?.length ? await this.#targets(row) : [],
        };
      }),
    );
    return { items };
  }

  async #targets(row: {
    id: string;
    state: CampaignShare['state'];
    target_ids: string[];
  }): Promise<CampaignTarget[]> {
    const ids = row.target_ids.slice(0, MOST_TARGETS);
    const { rows } = await listTargets(this.options.database, {
      campaignId: row.id,
      ids,
      limit: ids.length,
    });
    return rows.map(target => ({
      ...toTarget(target),
      decide: decideAction(target, row.state),
    }));
  }
}
