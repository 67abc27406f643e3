import type { CampaignChanges } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../../config/AgentTasksConfig';
import { findCampaign } from '../../database/operations/campaigns/findCampaign';
import { listKnownTargets } from '../../database/operations/campaigns/listKnownTargets';
import { listTargets } from '../../database/operations/campaigns/listTargets';
import type { CampaignRow } from '../../database/rows';
import type { RepositoryResolver } from '../../entities/RepositoryResolver';
import { createRefusal } from '../../refusals/Refusal';
import type { Caller } from '../../tasks/TaskService';
import {
  joinedTargets,
  leftTargets,
  missingTargets,
} from '../targets/compareTargets';
import {
  describeEntities,
  findTargets,
  TooManyTargets,
} from '../targets/findTargets';
import { MergedTarget, mergeTargets } from '../targets/mergeTargets';
import { parseTargetsCsv } from '../targets/parseTargetsCsv';
import { requireCampaign } from '../requireCampaign';
import { toTarget } from '../toCampaign';
import { toJoined } from '../targets/toJoined';

/** Of each list; the rest is counted. */
const MOST_LISTED = 1_000;

/** What a comparison works with. */
export type CampaignComparerOptions = {
  database: Knex;
  catalog: CatalogService;
  config: Pick<AgentTasksConfig, 'entities'>;
  repositories: RepositoryResolver;
};

/**
 * Compares the targets of a campaign, which were frozen when it was planned,
 * with what the same query finds now. Looked up when somebody asks, with their
 * eyes: nothing of it is kept.
 */
export class CampaignComparer {
  static create(options: CampaignComparerOptions): CampaignComparer {
    return new CampaignComparer(options);
  }

  private constructor(private readonly options: CampaignComparerOptions) {}

  async compare(id: string, caller: Caller): Promise<CampaignChanges> {
    const { database } = this.options;
    const campaign = requireCampaign(await findCampaign(database, id));
    if (campaign.state === 'planning') {
      throw createRefusal('conflict', [
        {
          code: 'campaign-not-possible',
          message: 'The campaign is being planned.',
        },
      ]);
    }
    const [found, known] = await Promise.all([
      this.find(campaign, caller),
      listKnownTargets(database, id),
    ]);
    const missing = missingTargets(known, found);
    const now = await describeEntities(
      this.#sources,
      [...new Set(missing.flatMap(({ entity_refs: refs }) => refs))],
      { credentials: caller.credentials },
    );
    const joined = joinedTargets(known, found);
    const left = leftTargets(known, found, now);
    const listed = left.slice(0, MOST_LISTED);
    const { rows } = await listTargets(database, {
      campaignId: id,
      ids: listed.map(each => each.id),
      limit: MOST_LISTED,
    });
    const rowOf = new Map(rows.map(row => [row.id, row]));
    return {
      at: new Date().toISOString(),
      joined: {
        items: joined.slice(0, MOST_LISTED).map(toJoined),
        totalItems: joined.length,
      },
      left: {
        items: listed.flatMap(({ id: targetId, ...why }) => {
          const row = rowOf.get(targetId);
          return row ? [{ target: toTarget(row), ...why }] : [];
        }),
        totalItems: left.length,
      },
    };
  }

  /** What the query of a campaign finds now, in the order of starting. */
  async find(
    campaign: Pick<CampaignRow, 'request'>,
    caller: Caller,
  ): Promise<MergedTarget[]> {
    const { targets } = campaign.request;
    const file = parseTargetsCsv(targets.csv ?? '');
    return await this.look(
      campaign,
      { ...targets, rows: 'rows' in file ? file.rows : [] },
      caller,
    );
  }

  /** The same of something else that the campaign could be about. */
  async look(
    { request }: Pick<CampaignRow, 'request'>,
    asked: Parameters<typeof findTargets>[1],
    caller: Caller,
  ): Promise<MergedTarget[]> {
    try {
      const found = await findTargets(this.#sources, asked, {
        credentials: caller.credentials,
      });
      return mergeTargets(found, {
        perComponent: request.targets.perComponent ?? false,
      });
    } catch (error) {
      if (!(error instanceof TooManyTargets)) {
        throw error;
      }
      throw createRefusal('invalid', [
        { code: 'targets-invalid', message: error.message, field: 'targets' },
      ]);
    }
  }

  get #sources() {
    const { config } = this.options;
    return {
      ...this.options,
      tierAnnotation: config.entities.tierAnnotation,
    };
  }
}
