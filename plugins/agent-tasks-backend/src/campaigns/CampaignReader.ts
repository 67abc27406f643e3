import type {
  Campaign,
  CampaignProgress,
  CampaignSlice,
  CampaignTargetPage,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { revealHidden } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { countFacets } from '../database/operations/campaigns/countFacets';
import {
  countSlices,
  SliceCount,
} from '../database/operations/campaigns/countSlices';
import { countTargets } from '../database/operations/campaigns/countTargets';
import { estimateCampaign } from '../database/operations/campaigns/estimateCampaign';
import { listStuckTargets } from '../database/operations/campaigns/listStuckTargets';
import { listTargets } from '../database/operations/campaigns/listTargets';
import { listWaves } from '../database/operations/campaigns/listWaves';
import { loadWaveFacts } from '../database/operations/campaigns/loadWaveFacts';
import { sumCredits } from '../database/operations/campaigns/sumCredits';
import { loadVersions } from '../database/operations/templates';
import { countOutcomes } from '../database/operations/outcomes/countOutcomes';
import type { CampaignRow } from '../database/rows';
import { optional } from '../json/optional';
import { looksUntil } from '../outcomes/lookSchedule';
import { specOf } from '../templates/TemplateContent';
import { byStatus, toCampaign, toTarget } from './toCampaign';

const MOST_STUCK = 20;
const MOST_POINTS = 500;

/** Reads campaigns with everything that is known of them. */
export class CampaignReader {
  constructor(
    private readonly options: {
      database: Knex;
      /** The least minutes in which so many launches fit GitHub's limits. */
      launchMinutes: (targets: number) => number | undefined;
      /** How long targets are looked at after the campaign's end. */
      keepCheckingMs: number;
    },
  ) {}

  async read(row: CampaignRow): Promise<Campaign> {
    const { database, launchMinutes } = this.options;
    const [campaign] = await this.readAll([row]);
    const open = ['planning', 'planned', 'running', 'paused'].includes(
      row.state,
    );
    const minutes = open ? launchMinutes(campaign.targets) : undefined;
    const estimate = await estimateCampaign(
      database,
      row.template_ref,
      campaign.targets,
    );
    return {
      ...campaign,
      ...(estimate && { estimate }),
      ...(minutes !== undefined && { launchMinutes: minutes }),
    };
  }

  /** Without what costs a query for each. */
  async readAll(rows: CampaignRow[]): Promise<Campaign[]> {
    const { database } = this.options;
    const ids = rows.map(({ id }) => id);
    const [counts, waves, factsOf, versions] = await Promise.all([
      countTargets(database, ids),
      listWaves(database, ids),
      loadWaveFacts(database, ids),
      loadVersions(database, [
        ...new Set(rows.map(row => row.template_version_id)),
      ]),
    ]);
    const versionOf = new Map(versions.map(each => [each.id, each]));
    return rows.map(row =>
      toCampaign(row, {
        template: versionOf.get(row.template_version_id) ?? {
          title: row.template_ref,
          version: '',
          digest: '',
        },
        waves: waves.filter(({ campaign_id: of }) => of === row.id),
        counts: counts.filter(({ campaignId }) => campaignId === row.id),
        factsOf: wave => factsOf(row.id, wave),
      }),
    );
  }

  async facets({
    id,
    template_version_id: versionId,
  }: CampaignRow): Promise<CampaignTargetPage['facets']> {
    const { database } = this.options;
    const [counts, outcome, [version]] = await Promise.all([
      countFacets(database, id),
      countOutcomes(database, id),
      loadVersions(database, [versionId]),
    ]);
    const totals = (by: 'owner' | 'tier' | 'system') => {
      const names = [...new Set(counts.map(each => each[by] ?? ''))].sort();
      return Object.fromEntries(
        names.map(name => [
          name,
          counts
            .filter(each => (each[by] ?? '') === name)
            .reduce((sum, { count }) => sum + count, 0),
        ]),
      );
    };
    return {
      owner: totals('owner'),
      tier: totals('tier'),
      system: totals('system'),
      ...(version && specOf(version)?.outcome && { outcome }),
    };
  }

  async progress(row: CampaignRow): Promise<CampaignProgress> {
    const { database } = this.options;
    const [slices, snapshots, stuckIds, credits, goal] = await Promise.all([
      countSlices(database, row.id),
      database('campaign_snapshots')
        .where({ campaign_id: row.id })
        .orderBy('at', 'desc')
        .limit(MOST_POINTS),
      listStuckTargets(database, row.id, MOST_STUCK),
      sumCredits(database, row.id),
      this.goal(row),
    ]);
    const stuck = await listTargets(database, {
      campaignId: row.id,
      ids: stuckIds,
      limit: MOST_STUCK,
    });
    const failures = slices.filter(({ failureClass }) => failureClass !== null);
    return {
      series: [
        ...snapshots.reverse().map(({ at, counts }) => ({
          at: at.toISOString(),
          counts,
        })),
        { at: new Date().toISOString(), counts: byStatus(slices) },
      ],
      byOwner: slicesBy(slices, 'owner'),
      byTier: slicesBy(slices, 'tier'),
      bySystem: slicesBy(slices, 'system'),
      byFailureClass: byStatus(
        failures.map(({ failureClass, count }) => ({
          status: failureClass ?? '',
          count,
        })),
      ),
      stuck: stuckIds.flatMap(id => {
        const found = stuck.rows.find(each => each.id === id);
        return found ? [toTarget(found)] : [];
      }),
      ...(credits !== undefined && { credits }),
      ...(goal && { goal }),
    };
  }

  private async goal(row: CampaignRow): Promise<CampaignProgress['goal']> {
    const { database, keepCheckingMs } = this.options;
    const [version] = await loadVersions(database, [row.template_version_id]);
    const rule = version && specOf(version)?.outcome;
    if (!rule) {
      return undefined;
    }
    return {
      title: revealHidden(rule.title),
      counts: await countOutcomes(database, row.id),
      ...optional(
        'checkedUntil',
        looksUntil(row, keepCheckingMs)?.toISOString(),
      ),
    };
  }
}

function slicesBy(
  slices: SliceCount[],
  by: 'owner' | 'tier' | 'system',
): CampaignSlice[] {
  const names = [...new Set(slices.map(slice => slice[by] ?? ''))].sort();
  return names.map(name => ({
    name,
    counts: byStatus(slices.filter(slice => (slice[by] ?? '') === name)),
  }));
}
