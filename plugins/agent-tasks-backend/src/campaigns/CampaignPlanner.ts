import type {
  CampaignRequest,
  CampaignVerdict,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { askTogether } from '../database/askTogether';
import {
  insertTargets,
  PlannedTarget,
} from '../database/operations/campaigns/insertTargets';
import { insertOutcomes } from '../database/operations/outcomes/insertOutcomes';
import { moveCampaign } from '../database/operations/campaigns/moveCampaign';
import { notePlanning } from '../database/operations/campaigns/notePlanning';
import { restoreDecisions } from '../database/operations/campaigns/restoreDecisions';
import { lockCampaign } from '../database/operations/campaigns/lockCampaign';
import {
  countOpenPulls,
  OpenPulls,
} from '../database/operations/limits/countOpenPulls';
import { databaseTime } from '../database/operations/sqlTime';
import type { CampaignRow } from '../database/rows';
import type { RepositoryResolver } from '../entities/RepositoryResolver';
import type { RepositoryName } from '../identities/IdentityRegistry';
import type { PolicyEngine } from '../policy/PolicyEngine';
import { isRefusal, reasonsOf } from '../refusals/Refusal';
import type { RequestResolver } from '../tasks/RequestResolver';
import type { Caller } from '../tasks/TaskService';
import { inParallel } from '../tracker/inParallel';
import { findTargets, TooManyTargets } from './findTargets';
import { loadCampaignTask } from './loadCampaignTask';
import { MergedTarget, mergeTargets } from './mergeTargets';
import { parseTargetsCsv } from './parseTargetsCsv';
import { assignWaves } from './assignWaves';
import { targetRequest } from './targetRequest';

/** Targets that are judged and stored together. */
const BATCH = 100;
/** They ask database and GitHub together. */
const PARALLEL = 25;
/** A replica that has not said anything for so long is gone. */
const LEASE_MS = 60_000;

/** What a planning works with. */
export type CampaignPlannerOptions = {
  database: Knex;
  logger: LoggerService;
  catalog: CatalogService;
  config: Pick<AgentTasksConfig, 'entities'>;
  repositories: RepositoryResolver;
  resolver: RequestResolver;
  policy: Pick<PolicyEngine, 'evaluate'>;
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

  private readonly countPulls: (
    repository: RepositoryName,
  ) => Promise<OpenPulls>;

  private constructor(private readonly options: CampaignPlannerOptions) {
    this.countPulls = askTogether(repositories =>
      countOpenPulls(options.database, repositories),
    );
  }

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
      const planned = await inParallel(
        [...batch.entries()],
        PARALLEL,
        async ([index, target]): Promise<PlannedTarget> => ({
          ...(await this.judge(campaign, request, task, target, caller)),
          position: from + index + 1,
          open_tasks: await this.countTasks(target),
        }),
      );
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

  /** Tasks of anybody with a pull request, or on their way to one. */
  private async countTasks({ repository }: MergedTarget): Promise<number> {
    const { open, coming } = repository
      ? await this.countPulls(repository)
      : { open: 0, coming: 0 };
    return open + coming;
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

  /** One target as a submission of its task would be judged now. */
  private async judge(
    campaign: CampaignRow,
    request: CampaignRequest,
    task: Awaited<ReturnType<typeof loadCampaignTask>>,
    target: MergedTarget,
    caller: Caller,
  ): Promise<Omit<PlannedTarget, 'position' | 'open_tasks'>> {
    const { facts, repository } = target;
    const base = {
      id: randomUUID(),
      campaign_id: campaign.id,
      target_key: target.key,
      host: repository?.host ?? null,
      repository_owner: repository?.owner ?? null,
      repository_name: repository?.name ?? null,
      repository_url: repository?.url ?? null,
      entity_ref: facts?.entityRef ?? null,
      entity_refs: target.entityRefs,
      owner_ref: facts?.owner ?? null,
      tier: facts?.tier ?? null,
      system_ref: systemOf(facts?.entity) ?? null,
      csv_row: target.row ?? null,
      excluded_by: target.excluded ? campaign.created_by : null,
      excluded_at: target.excluded ? new Date() : null,
      excluded_reason: null,
    };
    const refused = (
      reasons: Reason[],
      parameters: JsonObject = target.parameters,
    ) => ({ ...base, parameters, verdict: 'refused' as const, reasons });
    if (target.problem) {
      return refused([target.problem]);
    }
    const asked = targetRequest(
      { ...campaign, request },
      {
        facts,
        repository,
        overrides: target.parameters,
        template: task.known.template,
        requester: caller.actor,
      },
    );
    if (asked.problems.length) {
      return refused(asked.problems, asked.parameters);
    }
    try {
      const resolved = await this.options.resolver.resolve(
        asked.request,
        caller,
        'preview',
        {
          ...task.known,
          ...(facts && {
            found: { entityRef: facts.entityRef, entity: facts.entity },
          }),
        },
      );
      const { decision, kind, undecided } = await this.options.policy.evaluate(
        resolved.facts,
      );
      const verdicts: Record<typeof decision.result, CampaignVerdict> = {
        allow: 'allowed',
        'needs-approval': 'needs-approval',
        deny: 'refused',
      };
      return {
        ...base,
        parameters: asked.parameters,
        verdict: undecided ? 'unknown' : verdicts[decision.result],
        reasons:
          kind || decision.result === 'needs-approval' ? decision.reasons : [],
      };
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      return refused(reasonsOf(error), asked.parameters);
    }
  }
}

function systemOf(
  entity: { relations?: { type: string; targetRef: string }[] } | undefined,
): string | undefined {
  return entity?.relations?.find(
    ({ type, targetRef }) =>
      type === 'partOf' && targetRef.startsWith('system:'),
  )?.targetRef;
}
