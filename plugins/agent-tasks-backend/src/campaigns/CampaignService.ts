import type {
  Campaign,
  CampaignGateRequest,
  CampaignPage,
  CampaignProgress,
  CampaignRecall,
  CampaignRecallRequest,
  CampaignRequest,
  CampaignRetry,
  CampaignRetryRequest,
  CampaignReviewers as Reviewers,
  CampaignTarget,
  CampaignTargetDetail,
  CampaignTargetFilters,
  CampaignTargetPage,
  ExcludeTargetsRequest,
  IncludeTargetsRequest,
  ListCampaignsQuery,
  ListCampaignTargetsQuery,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { appendCampaignEvent } from '../database/operations/campaigns/appendCampaignEvent';
import { excludeTargets } from '../database/operations/campaigns/excludeTargets';
import { findCampaign } from '../database/operations/campaigns/findCampaign';
import { insertCampaign } from '../database/operations/campaigns/insertCampaign';
import { joinLastWave } from '../database/operations/campaigns/joinLastWave';
import { keepDecisions } from '../database/operations/campaigns/keepDecisions';
import { listCampaigns } from '../database/operations/campaigns/listCampaigns';
import { listFailedTasks } from '../database/operations/campaigns/listFailedTasks';
import { listTargets } from '../database/operations/campaigns/listTargets';
import { readTargets } from '../database/operations/campaigns/readTargets';
import type {
  ListedTarget,
  TargetFilters,
} from '../database/operations/campaigns/targetQuery';
import { lockCampaign } from '../database/operations/campaigns/lockCampaign';
import { markRecalls } from '../database/operations/campaigns/markRecalls';
import {
  CampaignPatch,
  moveCampaign,
} from '../database/operations/campaigns/moveCampaign';
import { moveWave } from '../database/operations/campaigns/moveWave';
import { lookAgain } from '../database/operations/outcomes/lookAgain';
import { loadTaskIncludes } from '../database/operations/templates';
import { databaseTime } from '../database/operations/sqlTime';
import type { CampaignEventRow, CampaignRow } from '../database/rows';
import { findEntity } from '../entities/findEntity';
import { createRefusal, isRefusal, reasonsOf } from '../refusals/Refusal';
import { normalizeFilters } from '../tasks/normalizeFilters';
import { retryTask } from '../tasks/retryTask';
import type { TaskDependencies } from '../tasks/TaskDependencies';
import type { Caller } from '../tasks/TaskService';
import { parseTemplateRef } from '../templates/TemplateContent';
import type { TemplateService } from '../templates/TemplateService';
import { assignWaves } from './waves/assignWaves';
import { auditCampaign } from './auditCampaign';
import {
  readCampaignCursor,
  readTargetCursor,
  writeCampaignCursor,
  writeTargetCursor,
} from './campaignCursors';
import type { CampaignPlanner } from './planning/CampaignPlanner';
import { CampaignMove, changeableCampaignStates } from './campaignStates';
import { checkCampaign } from './planning/checkCampaign';
import { decideAction } from './people/judgeDecision';
import { loadCampaignTask } from './waves/loadCampaignTask';
import { lookUpCampaign } from './planning/lookUpCampaign';
import type { CampaignReader } from './CampaignReader';
import type { CampaignRecaller } from './recall/CampaignRecaller';
import type { CampaignReviewers } from './people/CampaignReviewers';
import { findClashes } from './targets/findClashes';
import { requireAction } from './requireAction';
import { requireCampaign } from './requireCampaign';
import { frozenRequest } from './targets/targetRequest';
import { toTarget } from './toCampaign';

const DEFAULT_LIMIT = 50;
/** Rows of an export that are in memory at once. */
const EXPORT_BATCH = 500;

/** What campaigns are kept and planned with. */
export type CampaignServiceOptions = {
  database: Knex;
  catalog: CatalogService;
  templates: Pick<TemplateService, 'find' | 'recordUse'>;
  tasks: TaskDependencies;
  planner: CampaignPlanner;
  reader: CampaignReader;
  recaller: Pick<CampaignRecaller, 'count'>;
  reviewers: CampaignReviewers;
  /** Called after a commit that made something due. */
  onChanged: () => void;
};

/**
 * What people do with campaigns. An answered request is in the database with
 * its audit row and its line in the campaign's story; what follows from it,
 * waves and tasks, is the keeper's.
 */
export class CampaignService {
  static create(options: CampaignServiceOptions): CampaignService {
    return new CampaignService(options);
  }

  private constructor(private readonly options: CampaignServiceOptions) {}

  async list(query: ListCampaignsQuery): Promise<CampaignPage> {
    const { database, reader } = this.options;
    const limit = query.limit ?? DEFAULT_LIMIT;
    const cursor = query.cursor ? readCampaignCursor(query.cursor) : undefined;
    const backward = cursor?.backward ?? false;
    const { owner, entityRef } = normalizeFilters(query);
    const { rows: found, totalItems } = await listCampaigns(database, {
      filters: {
        state: query.state,
        owner,
        entityRef,
        text: query.text,
      },
      limit,
      backward,
      ...(cursor && { from: cursor }),
    });
    const { rows, hasNext, hasPrevious } = pageOf(found, limit, cursor);
    const [first, last] = [rows[0], rows.at(-1)];
    return {
      items: await reader.readAll(rows),
      totalItems,
      pageInfo: {
        ...(hasNext &&
          last && {
            nextCursor: writeCampaignCursor({ ...last, backward: false }),
          }),
        ...(hasPrevious &&
          first && {
            prevCursor: writeCampaignCursor({ ...first, backward: true }),
          }),
      },
    };
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<Campaign> {
    const { database, reader } = this.options;
    const [campaign, events] = await Promise.all([
      reader.read(await this.#find(id)),
      database('campaign_events').where({ campaign_id: id }).orderBy('id'),
    ]);
    return {
      ...campaign,
      timeline: events.map(event => ({
        id: event.id,
        at: event.at.toISOString(),
        kind: event.kind,
        actor: event.actor,
        data: event.data,
      })),
    };
  }

  /**
   * Stores a campaign and begins to plan it.
   *
   * @param scheduleId - of the schedule whose run it is
   * @throws a refusal with all reasons
   */
  async create(
    request: CampaignRequest,
    caller: Caller,
    scheduleId?: string,
  ): Promise<Campaign> {
    const { database, planner } = this.options;
    const key = request.idempotencyKey?.replaceAll('\0', '\uFFFD') ?? null;
    // before anything else: a repeat gets its campaign even where the template
    // has changed since
    const earlier = await this.#findByKey(key, caller);
    if (earlier) {
      return await this.get(earlier.id);
    }
    const columns = await this.#columns(request, caller);
    const row = await database.transaction(async tx => {
      const used = await this.#useTemplate(columns.template, tx);
      const created = await insertCampaign(tx, {
        id: randomUUID(),
        created_by: caller.actor,
        idempotency_key: key,
        schedule_id: scheduleId ?? null,
        ...columns.own,
        ...used,
      });
      if (!created) {
        return undefined;
      }
      await appendCampaignEvent(tx, {
        campaignId: created.id,
        kind: 'created',
        actor: caller.actor,
      });
      await this.#audit(tx, 'create', created, caller, {
        request: request as unknown as JsonObject,
      });
      return await this.#beginPlanning(tx, created);
    });
    const campaign = row ?? (await this.#findByKey(key, caller));
    if (!campaign) {
      throw new Error('The earlier campaign of the idempotency key is gone');
    }
    if (row) {
      planner.begin(row, caller);
    }
    return await this.get(campaign.id);
  }

  /** Changes what has not started, and plans it anew. */
  async plan(
    id: string,
    request: CampaignRequest,
    caller: Caller,
  ): Promise<Campaign> {
    const { database, planner } = this.options;
    await this.#find(id);
    const columns = await this.#columns(request, caller);
    const row = await database.transaction(async tx => {
      const campaign = await this.#lock(tx, id);
      requireAction(campaign, 'edit');
      const used = await this.#useTemplate(columns.template, tx);
      await keepDecisions(tx, id);
      await tx('campaign_targets').where({ campaign_id: id }).delete();
      await tx('campaign_waves').where({ campaign_id: id }).delete();
      await tx('campaigns')
        .where({ id })
        .update({
          ...columns.own,
          ...used,
          include_ids: JSON.stringify(used.include_ids) as never,
          request: JSON.stringify(columns.own.request) as never,
        });
      await this.#audit(tx, 'plan', campaign, caller, {
        request: request as unknown as JsonObject,
      });
      return await this.#beginPlanning(tx, campaign);
    });
    planner.begin(row, caller);
    return await this.get(id);
  }

  async remove(id: string, caller: Caller): Promise<void> {
    await this.options.database.transaction(async tx => {
      const campaign = await this.#lock(tx, id);
      requireAction(campaign, 'edit');
      await this.#audit(tx, 'delete', campaign, caller);
      await tx('campaigns').where({ id }).delete();
    });
  }

  async targets(
    id: string,
    query: ListCampaignTargetsQuery,
  ): Promise<CampaignTargetPage> {
    const { database, reader } = this.options;
    const campaign = await this.#find(id);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const cursor = query.cursor ? readTargetCursor(query.cursor) : undefined;
    const [{ rows: found, totalItems }, facets] = await Promise.all([
      listTargets(database, {
        campaignId: id,
        filters: targetFilters(query),
        limit,
        ...(cursor && { from: cursor.position, backward: cursor.backward }),
      }),
      reader.facets(campaign),
    ]);
    const { rows, hasNext, hasPrevious } = pageOf(found, limit, cursor);
    const [first, last] = [rows[0], rows.at(-1)];
    return {
      items: rows.map(row => ({
        ...toTarget(row),
        decide: decideAction(row, campaign.state),
      })),
      totalItems,
      pageInfo: {
        ...(hasNext &&
          last && {
            nextCursor: writeTargetCursor({ ...last, backward: false }),
          }),
        ...(hasPrevious &&
          first && {
            prevCursor: writeTargetCursor({ ...first, backward: true }),
          }),
      },
      facets,
    };
  }

  /** All targets that the filters leave, as they are read; nothing is held. */
  async rows(
    id: string,
    query: CampaignTargetFilters,
  ): Promise<AsyncIterable<CampaignTarget>> {
    const { database } = this.options;
    // one that is not there is refused before an answer has begun
    await this.#find(id);
    return mapAsync(
      readTargets(database, {
        campaignId: id,
        filters: targetFilters(query),
        batch: EXPORT_BATCH,
      }),
      toTarget,
    );
  }

  /** A target with the prompt that its task has, or would get now. */
  async target(
    id: string,
    targetId: string,
    caller: Caller,
  ): Promise<CampaignTargetDetail> {
    const { database, catalog, tasks, reviewers } = this.options;
    const campaign = await this.#find(id);
    const row = await this.#findTarget(id, targetId);
    const task = await this.#templateOf(campaign, row);
    const entity =
      row.entity_ref === null
        ? undefined
        : await findEntity(catalog, row.entity_ref, caller.credentials);
    const target = toTarget(row);
    if (!target.repository) {
      return {
        ...target,
        prompt: '',
        decision: refusedBy(row.reasons),
      };
    }
    const resolved = await tasks.resolver.resolve(
      frozenRequest(campaign, {
        parameters: row.parameters,
        repoUrl: target.repository.url,
        ...(row.entity_ref !== null && { entityRef: row.entity_ref }),
      }),
      caller,
      'preview',
      { ...task.known, ...(entity && { found: entity }) },
    );
    const [{ decision }, found, clashes] = await Promise.all([
      tasks.policy.evaluate(resolved.facts),
      reviewers.ofTarget(
        campaign,
        {
          repository: target.repository,
          owner: resolved.facts.owner ?? target.owner,
        },
        task,
      ),
      findClashes(database, campaign, target.repository),
    ]);
    return {
      ...target,
      title: resolved.title,
      prompt: resolved.facts.prompt ?? '',
      decision,
      reviewers: found,
      ...(clashes && { clashes }),
    };
  }

  async exclude(
    id: string,
    { ids, reason }: ExcludeTargetsRequest,
    caller: Caller,
  ): Promise<Campaign> {
    return await this.#leaveOut(id, ids, caller, {
      by: caller.actor,
      ...(reason && { reason }),
    });
  }

  async include(
    id: string,
    { ids }: IncludeTargetsRequest,
    caller: Caller,
  ): Promise<Campaign> {
    return await this.#leaveOut(id, ids, caller);
  }

  /** Opens the first wave; the caller asks for the tasks from now on. */
  async start(id: string, reason: string | undefined, caller: Caller) {
    return await this.#move(id, 'start', caller, {
      kind: 'started',
      reason,
      patch: tx => ({
        started_by: caller.actor,
        started_at: databaseTime(tx) as unknown as Date,
        due_look_at: databaseTime(tx) as unknown as Date,
      }),
      also: async tx => {
        await lookAgain(tx, id);
        const wave = await tx('campaign_waves')
          .where({ campaign_id: id, number: 1 })
          .first();
        if (wave && (await moveWave(tx, wave, { state: 'open' }))) {
          await appendCampaignEvent(tx, {
            campaignId: id,
            kind: 'wave-opened',
            actor: caller.actor,
            data: { wave: 1 },
          });
        }
      },
    });
  }

  async pause(id: string, reason: string | undefined, caller: Caller) {
    return await this.#move(id, 'pause', caller, {
      kind: 'paused',
      reason,
      patch: () => ({ state_reason: reason ?? null }),
    });
  }

  async resume(id: string, reason: string | undefined, caller: Caller) {
    return await this.#move(id, 'resume', caller, {
      kind: 'resumed',
      reason,
      patch: tx => ({ due_look_at: databaseTime(tx) as unknown as Date }),
    });
  }

  async stop(id: string, reason: string | undefined, caller: Caller) {
    return await this.#move(id, 'stop', caller, {
      kind: 'stopped',
      reason,
      patch: tx => ({
        state_reason: reason ?? null,
        due_look_at: databaseTime(tx) as unknown as Date,
      }),
    });
  }

  /** Confirms the gate of the open wave, or overrides its conditions. */
  async openGate(
    id: string,
    { wave: number, override = false, reason }: CampaignGateRequest,
    caller: Caller,
  ): Promise<Campaign> {
    const { database, onChanged } = this.options;
    if (override && !reason?.trim()) {
      throw createRefusal('invalid', [
        {
          code: 'reason-missing',
          message:
            'A gate is not opened against its conditions without a word.',
          nextStep: 'Say why the campaign may go on.',
          field: 'reason',
        },
      ]);
    }
    await database.transaction(async tx => {
      const campaign = await this.#lock(tx, id);
      const wave = await tx('campaign_waves')
        .where({ campaign_id: id, number })
        .first();
      if (
        campaign.state !== 'running' ||
        !wave ||
        !['open', 'held'].includes(wave.state)
      ) {
        throw conflict(
          'gate-not-open',
          `Wave ${number} waits for no gate now.`,
        );
      }
      await moveWave(tx, wave, {
        confirmed_by: caller.actor,
        overridden: override,
      });
      await tx('campaigns')
        .where({ id })
        .update({ due_look_at: databaseTime(tx) });
      await this.#audit(tx, 'gate', campaign, caller, {
        wave: number,
        override,
        ...(reason && { reason }),
      });
    });
    onChanged();
    return await this.get(id);
  }

  /**
   * Ends the campaign and takes back what it can, or says what that would be.
   */
  async recall(
    id: string,
    request: CampaignRecallRequest,
    caller: Caller,
  ): Promise<CampaignRecall> {
    const { database, recaller, onChanged } = this.options;
    const campaign = await this.#find(id);
    requireAction(campaign, 'recall');
    const { notStopped, ...counts } = await recaller.count(campaign, request);
    const { rows } = await listTargets(database, {
      campaignId: id,
      ids: notStopped,
      limit: notStopped.length,
    });
    const answer = { ...counts, notStopped: rows.map(toTarget) };
    if (request.dryRun) {
      return answer;
    }
    await database.transaction(async tx => {
      const locked = await this.#lock(tx, id);
      requireAction(locked, 'recall');
      const { dryRun, ...asked } = request;
      await this.#audit(tx, 'recall', locked, caller, {
        request: asked as unknown as JsonObject,
        ...counts,
        notStopped: notStopped.length,
      });
      await moveCampaign(tx, {
        campaign: locked,
        move: 'recall',
        patch: {
          state_reason: request.reason,
          recall: asked,
          due_look_at: databaseTime(tx) as unknown as Date,
        },
        event: {
          kind: 'stopped',
          actor: caller.actor,
          data: {
            reason: request.reason,
            recall: request.pullRequests,
            ...(request.wave !== undefined && { wave: request.wave }),
          },
        },
      });
      await markRecalls(tx, { campaignId: id, wave: request.wave });
    });
    onChanged();
    return { ...answer, campaign: await this.get(id) };
  }

  /**
   * Tries the failed tasks of one class again, each like a person's retry, or
   * says which these are.
   */
  async retry(
    id: string,
    { failureClass, reason, dryRun }: CampaignRetryRequest,
    caller: Caller,
  ): Promise<CampaignRetry> {
    const { database, tasks } = this.options;
    const campaign = await this.#find(id);
    const failed = await listFailedTasks(database, id, failureClass);
    const refused: CampaignRetry['refused'] = [];
    let retried = 0;
    for (const { id: taskId } of dryRun ? [] : failed) {
      try {
        await retryTask(tasks, taskId, { ...(reason && { reason }) }, caller);
        retried++;
      } catch (error) {
        if (!isRefusal(error)) {
          throw error;
        }
        refused.push({ taskId, reasons: reasonsOf(error) });
      }
    }
    if (retried) {
      await appendCampaignEvent(database, {
        campaignId: campaign.id,
        kind: 'retried',
        actor: caller.actor,
        data: { failureClass, tasks: retried, ...(reason && { reason }) },
      });
    }
    return {
      tasks: failed.length,
      owners: countOwners(failed),
      retried,
      refused,
    };
  }

  async reviewers(id: string): Promise<Reviewers> {
    const { database, reviewers } = this.options;
    const campaign = await this.#find(id);
    return await reviewers.load(
      campaign,
      await loadCampaignTask(database, campaign),
    );
  }

  async progress(id: string): Promise<CampaignProgress> {
    return await this.options.reader.progress(await this.#find(id));
  }

  async #leaveOut(
    id: string,
    ids: string[],
    caller: Caller,
    excluded?: { by: string; reason?: string },
  ): Promise<Campaign> {
    await this.options.database.transaction(async tx => {
      const campaign = await this.#lock(tx, id);
      if (!changeableCampaignStates.includes(campaign.state)) {
        throw conflict(
          'campaign-not-open',
          'The targets of the campaign are not open to change now.',
        );
      }
      const changed = await excludeTargets(tx, {
        campaignId: id,
        ids,
        ...(excluded && { excluded }),
      });
      if (!changed) {
        return;
      }
      if (!excluded) {
        await lookAgain(tx, id, ids);
      }
      if (campaign.state === 'planned') {
        await assignWaves(tx, campaign);
      } else if (!excluded) {
        await joinLastWave(tx, id, ids);
      }
      await appendCampaignEvent(tx, {
        campaignId: id,
        kind: excluded ? 'targets-excluded' : 'targets-included',
        actor: caller.actor,
        data: {
          targets: changed,
          ...(excluded?.reason && { reason: excluded.reason }),
        },
      });
      await this.#audit(
        tx,
        excluded ? 'exclude' : 'include',
        campaign,
        caller,
        {
          targets: ids,
          ...(excluded?.reason && { reason: excluded.reason }),
        },
      );
    });
    return await this.get(id);
  }

  async #move(
    id: string,
    move: CampaignMove & ('start' | 'pause' | 'resume' | 'stop'),
    caller: Caller,
    what: {
      kind: CampaignEventRow['kind'];
      reason: string | undefined;
      patch: (tx: Knex.Transaction) => CampaignPatch;
      also?: (tx: Knex.Transaction) => Promise<void>;
    },
  ): Promise<Campaign> {
    const { database, onChanged } = this.options;
    const counts = await this.get(id);
    await database.transaction(async tx => {
      const campaign = await this.#lock(tx, id);
      requireAction(campaign, move, counts.targets);
      const data = { ...(what.reason && { reason: what.reason }) };
      await this.#audit(tx, move, campaign, caller, data);
      await moveCampaign(tx, {
        campaign,
        move,
        patch: what.patch(tx),
        event: { kind: what.kind, actor: caller.actor, data },
      });
      await what.also?.(tx);
    });
    onChanged();
    return await this.get(id);
  }

  async #columns(request: CampaignRequest, caller: Caller) {
    const { template, owner } = await lookUpCampaign(this.options, request, {
      reasons: checkCampaign(request, new Date()),
      caller,
    });
    return {
      template,
      own: {
        title: request.title,
        description: request.description ?? null,
        owner_ref: owner,
        due_at: request.dueAt === undefined ? null : new Date(request.dueAt),
        template_ref: parseTemplateRef(request.template) ?? request.template,
        max_open_per_owner: request.maxOpenPerOwner ?? null,
        request: withoutKey(request),
      },
    };
  }

  async #useTemplate(
    template: Parameters<TemplateService['recordUse']>[0],
    tx: Knex.Transaction,
  ) {
    const { version, includes } = await this.options.templates.recordUse(
      template,
      tx,
    );
    return {
      template_version_id: version.id,
      include_ids: includes.map(({ id }) => id),
    };
  }

  async #beginPlanning(
    tx: Knex.Transaction,
    campaign: CampaignRow,
  ): Promise<CampaignRow> {
    const row = await moveCampaign(tx, {
      campaign,
      move: 'plan',
      patch: {
        planning_id: randomUUID(),
        planning_until: databaseTime(tx, 10_000) as unknown as Date,
        planning_done: 0,
        planning_total: null,
        planning_problem: null,
      },
    });
    if (!row) {
      throw conflict(
        'campaign-changed',
        'The campaign has changed; try again.',
      );
    }
    return row;
  }

  async #findByKey(
    key: string | null,
    caller: Caller,
  ): Promise<CampaignRow | undefined> {
    return key === null
      ? undefined
      : await this.options
          .database('campaigns')
          .where({ created_by: caller.actor, idempotency_key: key })
          .first();
  }

  async #find(id: string): Promise<CampaignRow> {
    return requireCampaign(await findCampaign(this.options.database, id));
  }

  async #lock(tx: Knex.Transaction, id: string): Promise<CampaignRow> {
    return requireCampaign(await lockCampaign(tx, id));
  }

  async #findTarget(id: string, targetId: string): Promise<ListedTarget> {
    const { rows } = await listTargets(this.options.database, {
      campaignId: id,
      ids: [targetId],
      limit: 1,
    });
    if (!rows.length) {
      throw notFound('target-not-found', 'The campaign has no such target.');
    }
    return rows[0];
  }

  /** A task keeps the version that it was made from. */
  async #templateOf(campaign: CampaignRow, { task_id: taskId }: ListedTarget) {
    const { database } = this.options;
    const task =
      taskId === null
        ? undefined
        : await database('agent_tasks').where({ id: taskId }).first();
    return await loadCampaignTask(
      database,
      task?.template_version_id
        ? {
            id: campaign.id,
            template_version_id: task.template_version_id,
            include_ids: (
              await loadTaskIncludes(database, task.id)
            ).map(({ id }) => id),
          }
        : campaign,
    );
  }

  async #audit(
    tx: Knex.Transaction,
    verb: string,
    campaign: CampaignRow,
    caller: Caller,
    details: JsonObject = {},
  ): Promise<void> {
    await auditCampaign(tx, { verb, campaign, caller, details });
  }
}

/** Whose tasks these are, most first. */
function countOwners(
  tasks: { owner_ref: string | null }[],
): CampaignRetry['owners'] {
  const counts = new Map<string, number>();
  for (const { owner_ref: owner } of tasks) {
    counts.set(owner ?? '', (counts.get(owner ?? '') ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ ...(name && { owner: name }), tasks: count }))
    .sort((x, y) => y.tasks - x.tasks);
}

function withoutKey({
  idempotencyKey,
  ...request
}: CampaignRequest): CampaignRequest {
  return request;
}

function targetFilters(query: CampaignTargetFilters): TargetFilters {
  const { verdict, status, wave, tier, text, outcome } = query;
  const { owner } = normalizeFilters(query);
  return { verdict, status, wave, owner, tier, text, outcome };
}

async function* mapAsync<A, B>(
  items: AsyncIterable<A>,
  map: (item: A) => B,
): AsyncGenerator<B> {
  for await (const item of items) {
    yield map(item);
  }
}

function pageOf<T>(
  found: T[],
  limit: number,
  cursor: { backward: boolean } | undefined,
): { rows: T[]; hasNext: boolean; hasPrevious: boolean } {
  const backward = cursor?.backward ?? false;
  const hasMore = found.length > limit;
  return {
    rows: backward ? found.slice(hasMore ? 1 : 0) : found.slice(0, limit),
    hasNext: backward || hasMore,
    hasPrevious: backward ? hasMore : cursor !== undefined,
  };
}

function refusedBy(reasons: Reason[]): CampaignTargetDetail['decision'] {
  return {
    result: 'deny',
    reasons,
    checks: [],
    evaluatedAt: new Date().toISOString(),
  };
}

function conflict(code: string, message: string): Error {
  return createRefusal('conflict', [{ code, message }]);
}

function notFound(code: string, message: string): Error {
  return createRefusal('not-found', [{ code, message }]);
}
