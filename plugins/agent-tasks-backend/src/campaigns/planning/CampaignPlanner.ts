import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { AgentTasksConfig } from '../../config/AgentTasksConfig';
import { insertTargets } from '../../database/operations/campaigns/insertTargets';
import { insertOutcomes } from '../../database/operations/outcomes/insertOutcomes';
import { moveCampaign } from '../../database/operations/campaigns/moveCampaign';
import { notePlanning } from '../../database/operations/campaigns/notePlanning';
import { restoreDecisions } from '../../database/operations/campaigns/restoreDecisions';
import { lockCampaign } from '../../database/operations/campaigns/lockCampaign';
import { databaseTime } from '../../database/operations/sqlTime';
import type { CampaignRow } from '../../database/rows';
import type { RepositoryResolver } from '../../entities/RepositoryResolver';
import { isRefusal } from '../../refusals/Refusal';
import type { Caller } from '../../tasks/TaskService';
import { findTargets, TooManyTargets } from '../targets/findTargets';
import { loadCampaignTask } from '../waves/loadCampaignTask';
import { JudgeDependencies, judgeTargets } from '../targets/judgeTargets';
import { mergeTargets } from '../targets/mergeTargets';
import { parseTargetsCsv } from '../targets/parseTargetsCsv';
import { assignWaves } from '../waves/assignWaves';

/** Targets that are judged and stored together. */
const BATCH = 100;
/** A replica that has not said anything for so long is gone. */
const LEASE_MS = 60_000;

/** What a planning works with. */
export type CampaignPlannerOptions = JudgeDependencies & {
  logger: LoggerService;
  catalog: CatalogService;
  config: Pick<AgentTasksConfig, 'entities'>;
  repositories: RepositoryResolver;
};

/** The planning was overtaken by another one, or its campaign is gone. */
class Overtaken extends Error {}

/**
 * Plans campaigns: looks targets up, renders and judges each as a submission
 * would, and stores what came of it, batch by batch, so that the first rows
 * are there at once.
 *
 * It runs in the replica that was asked, with the credentials of who asked. A
 * replica that dies leaves a planning that says that it was interrupted;
 * nothing has started, and it is planned again.
 */
export class CampaignPlanner {
  static create(options: CampaignPlannerOptions): CampaignPlanner {
    return new CampaignPlanner(options);
  }

  private readonly abort = new AbortController();
  private readonly running = new Set<Promise<void>>();

  private constructor(private readonly options: CampaignPlannerOptions) {}

  /** It begins with the first planning. */
  async start(): Promise<void> {}

  /** Begins to plan; ends by itself. */
  begin(
    campaign: Pick<CampaignRow, 'id' | 'planning_id'>,
    caller: Caller,
  ): void {
    const done = this.plan(campaign.id, campaign.planning_id ?? '', caller)
      .catch(async error => {
        if (!(error instanceof Overtaken) && !this.abort.signal.aborted) {
          await this.fail(campaign, error);
        }
      })
      .catch(error => {
        this.options.logger.warn(
          `The planning of campaign ${campaign.id} ended without a word: ${error}`,
        );
      })
      .finally(() => this.running.delete(done));
    this.running.add(done);
  }

  /** Waits for what runs; for tests and benchmarks. */
  async settled(): Promise<void> {
    await Promise.all(this.running);
  }

  async stop(): Promise<void> {
    this.abort.abort();
    await this.settled();
  }

  private async plan(
    campaignId: string,
    planningId: string,
    caller: Caller,
  ): Promise<void> {
    const { database, config } = this.options;
    const planning = { campaignId, planningId, leaseMs: LEASE_MS };
    const note = async (patch: Parameters<typeof notePlanning>[2]) => {
      if (!(await notePlanning(database, planning, patch))) {
        throw new Overtaken();
      }
    };
    await note({});
    const campaign = await database('campaigns')
      .where({ id: campaignId })
      .first();
    if (!campaign) {
      throw new Overtaken();
    }
    const { request } = campaign;
    const file = parseTargetsCsv(request.targets.csv ?? '');
    if ('problem' in file) {
      await note({ planning_problem: file.problem.message });
      return;
    }
    const found = await findTargets(
      { ...this.options, tierAnnotation: config.entities.tierAnnotation },
      { ...request.targets, rows: file.rows },
      { credentials: caller.credentials, signal: this.abort.signal },
    );
    const targets = mergeTargets(found, {
      perComponent: request.targets.perComponent ?? false,
    });
    await note({ planning_total: targets.length });
    const task = await loadCampaignTask(database, campaign);
    for (let from = 0; from < targets.length; from += BATCH) {
      this.abort.signal.throwIfAborted();
      const batch = targets.slice(from, from + BATCH);
      const judged = await judgeTargets(
        this.options,
        { campaign, task },
        batch,
        caller,
      );
      const planned = judged.map((target, index) => ({
        ...target,
        position: from + index + 1,
      }));
      await database.transaction(async tx => {
        if (
          !(await notePlanning(tx, planning, {
            planning_done: from + batch.length,
          }))
        ) {
          throw new Overtaken();
        }
        await insertTargets(tx, planned);
        if (task.known.template?.spec.outcome) {
          await insertOutcomes(
            tx,
            planned.flatMap(({ id, verdict }) =>
              verdict === 'refused' ? [] : id,
            ),
          );
        }
      });
    }
    await this.finish(campaignId, planningId, caller);
  }

  private async finish(
    campaignId: string,
    planningId: string,
    caller: Caller,
  ): Promise<void> {
    await this.options.database.transaction(async tx => {
      const campaign = await lockCampaign(tx, campaignId);
      if (!campaign || campaign.planning_id !== planningId) {
        throw new Overtaken();
      }
      await restoreDecisions(tx, campaignId);
      await assignWaves(tx, campaign);
      await moveCampaign(tx, {
        campaign,
        move: 'finish-planning',
        patch: { planning_until: null },
        event: { kind: 'planned', actor: caller.actor },
      });
    });
  }

  private async fail(
    { id, planning_id: planningId }: Pick<CampaignRow, 'id' | 'planning_id'>,
    error: unknown,
  ): Promise<void> {
    const known = error instanceof TooManyTargets || isRefusal(error);
    if (!known) {
      this.options.logger.warn(`Campaign ${id} was not planned: ${error}`);
    }
    await this.options
      .database('campaigns')
      .where({ id, planning_id: planningId, state: 'planning' })
      .update({
        planning_problem:
          error instanceof Error ? error.message : String(error),
        planning_until: databaseTime(this.options.database),
      });
  }
}
