import type {
  CampaignTarget,
  DeferTargetRequest,
  OptOutTargetRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { appendCampaignEvent } from '../../database/operations/campaigns/appendCampaignEvent';
import {
  decideTarget,
  TargetDecision,
} from '../../database/operations/campaigns/decideTarget';
import { joinLastWave } from '../../database/operations/campaigns/joinLastWave';
import { listTargets } from '../../database/operations/campaigns/listTargets';
import { lockCampaign } from '../../database/operations/campaigns/lockCampaign';
import { databaseTime } from '../../database/operations/sqlTime';
import type {
  CampaignEventRow,
  CampaignRow,
  CampaignTargetRow,
} from '../../database/rows';
import { readEntityFacts } from '../../entities/EntityFacts';
import { findEntity } from '../../entities/findEntity';
import { createRefusal } from '../../refusals/Refusal';
import type { Caller } from '../../tasks/TaskService';
import { assignWaves } from '../waves/assignWaves';
import { auditCampaign } from '../auditCampaign';
import { judgeDecision } from './judgeDecision';
import { targetTaskKey } from '../targets/targetRequest';
import { toTarget } from '../toCampaign';

const LONGEST_MS = 366 * 24 * 60 * 60_000;

const kinds: Record<TargetDecision['verb'], CampaignEventRow['kind']> = {
  defer: 'target-deferred',
  'opt-out': 'target-opted-out',
  'take-back': 'target-taken-back',
};

/** What owners' words are written with. */
export type OwnerDecisionsOptions = {
  database: Knex;
  catalog: CatalogService;
  tierAnnotation: string;
  /** Called after a commit that made something due. */
  onChanged: () => void;
};

/**
 * What an owner says of a target before it has its task: not before a date,
 * not at all, or that this is taken back. It holds the campaign's row, as does
 * whoever stores a task, so that nothing starts after the answer.
 */
export class OwnerDecisions {
  constructor(private readonly options: OwnerDecisionsOptions) {}

  /**
   * Whether the caller belongs to the owner of a target, as the catalog has it
   * now; where the entity cannot be read, as it was when it was planned.
   *
   * @throws NotFoundError
   */
  async owns(id: string, targetId: string, caller: Caller): Promise<boolean> {
    const { database, catalog, tierAnnotation } = this.options;
    const target = await this.#find(database, id, targetId);
    const { entity } =
      target.entity_ref === null
        ? { entity: undefined }
        : await findEntity(catalog, target.entity_ref, caller.credentials);
    const owner = entity
      ? readEntityFacts(entity, { tierAnnotation }).owner
      : target.owner_ref;
    const claims = (await caller.memberships?.()) ?? [];
    return claims.some(ref => ref.toLowerCase() === owner?.toLowerCase());
  }

  async defer(
    id: string,
    targetId: string,
    { until, reason }: DeferTargetRequest,
    caller: Caller,
  ): Promise<CampaignTarget> {
    const date = new Date(until);
    const inMs = date.getTime() - Date.now();
    if (!(inMs > 0 && inMs <= LONGEST_MS)) {
      throw createRefusal('invalid', [
        {
          code: 'until-invalid',
          message:
            'A target is put off until a date in the future, within a year.',
          nextStep: 'Give another date, or opt out.',
          field: 'until',
        },
      ]);
    }
    return await this.#decide(id, targetId, caller, {
      verb: 'defer',
      until: date,
      by: caller.actor,
      reason,
    });
  }

  async optOut(
    id: string,
    targetId: string,
    { reason }: OptOutTargetRequest,
    caller: Caller,
  ): Promise<CampaignTarget> {
    return await this.#decide(id, targetId, caller, {
      verb: 'opt-out',
      by: caller.actor,
      reason,
    });
  }

  async takeBack(
    id: string,
    targetId: string,
    caller: Caller,
  ): Promise<CampaignTarget> {
    return await this.#decide(id, targetId, caller, { verb: 'take-back' });
  }

  async #decide(
    id: string,
    targetId: string,
    caller: Caller,
    decision: TargetDecision,
  ): Promise<CampaignTarget> {
    const { database, onChanged } = this.options;
    await database.transaction(async tx => {
      const campaign = await lockCampaign(tx, id);
      const target = await this.#find(tx, id, targetId);
      if (!campaign) {
        throw notFound();
      }
      const problem = judgeDecision(
        { ...target, task_id: await taskIdOf(tx, target) },
        campaign.state,
        decision.verb,
      );
      if (problem) {
        throw createRefusal('conflict', [problem]);
      }
      await decideTarget(tx, target, decision);
      await this.#place(tx, campaign, target, decision);
      const told = {
        target: target.target_key,
        ...('reason' in decision && { reason: decision.reason }),
        ...(decision.verb === 'defer' && {
          until: decision.until.toISOString(),
        }),
      };
      await appendCampaignEvent(tx, {
        campaignId: id,
        kind: kinds[decision.verb],
        actor: caller.actor,
        data: told,
      });
      await auditCampaign(tx, {
        verb: decision.verb,
        campaign,
        caller,
        details: {
          ...told,
          targetId,
          ...(target.owner_ref !== null && { owner: target.owner_ref }),
        },
      });
    });
    onChanged();
    return toTarget(await this.#find(database, id, targetId));
  }

  /** Its wave follows: it takes part, or it does not any more. */
  async #place(
    tx: Knex.Transaction,
    campaign: CampaignRow,
    target: CampaignTargetRow,
    { verb }: TargetDecision,
  ): Promise<void> {
    if (campaign.state !== 'planned') {
      if (verb === 'take-back') {
        await joinLastWave(tx, campaign.id, [target.id]);
      }
      await tx('campaigns')
        .where({ id: campaign.id })
        .update({ due_look_at: databaseTime(tx) });
    } else if (verb === 'opt-out' || target.opted_out) {
      await assignWaves(tx, campaign);
    }
  }

  async #find(db: Knex, id: string, targetId: string) {
    const { rows } = await listTargets(db, {
      campaignId: id,
      ids: [targetId],
      limit: 1,
    });
    if (!rows.length) {
      throw notFound();
    }
    return rows[0];
  }
}

/** Also where the replica that has stored it has not noted it yet. */
async function taskIdOf(
  tx: Knex.Transaction,
  target: CampaignTargetRow,
): Promise<string | null> {
  const stored =
    target.task_id === null
      ? await tx('agent_tasks')
          .where({
            campaign_id: target.campaign_id,
            idempotency_key: targetTaskKey(target),
          })
          .first('id')
      : undefined;
  return stored?.id ?? target.task_id;
}

function notFound(): Error {
  return createRefusal('not-found', [
    {
      code: 'target-not-found',
      message: 'The campaign has no such target.',
    },
  ]);
}
