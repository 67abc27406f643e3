import type {
  CampaignAddedTarget,
  CampaignExtendRequest,
  CampaignExtension,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { addTargets } from '../../database/operations/campaigns/addTargets';
import { appendCampaignEvent } from '../../database/operations/campaigns/appendCampaignEvent';
import { findCampaign } from '../../database/operations/campaigns/findCampaign';
import { joinNewestWave } from '../../database/operations/campaigns/joinNewestWave';
import { listKnownTargets } from '../../database/operations/campaigns/listKnownTargets';
import { listWaves } from '../../database/operations/campaigns/listWaves';
import { lockCampaign } from '../../database/operations/campaigns/lockCampaign';
import { insertOutcomes } from '../../database/operations/outcomes/insertOutcomes';
import { databaseTime } from '../../database/operations/sqlTime';
import type { CampaignRow } from '../../database/rows';
import { optional } from '../../json/optional';
import { createRefusal } from '../../refusals/Refusal';
import type { Caller } from '../../tasks/TaskService';
import { assignWaves } from '../waves/assignWaves';
import { auditCampaign } from '../auditCampaign';
import type { CampaignComparer } from './CampaignComparer';
import { joinedTargets } from '../targets/compareTargets';
import {
  JudgedTarget,
  JudgeDependencies,
  judgeTargets,
} from '../targets/judgeTargets';
import { loadCampaignTask } from '../waves/loadCampaignTask';
import type { MergedTarget } from '../targets/mergeTargets';
import { newTargets } from '../targets/newTargets';
import { parseTargetsCsv } from '../targets/parseTargetsCsv';
import { requireAction } from '../requireAction';
import { requireCampaign } from '../requireCampaign';
import { sameTemplate } from './sameTemplate';
import { toAdded, toJoined } from '../targets/toJoined';
import { waveOfAdded } from '../waves/waveOfAdded';

/** Judged in one call; a repeat goes on. */
const MOST_ADDED = 500;
const MOST_LISTED = 100;

/** What an extension works with. */
export type CampaignExtenderOptions = JudgeDependencies & {
  database: Knex;
  comparer: Pick<CampaignComparer, 'find' | 'look'>;
  /** Called after a commit that made something due. */
  onChanged: () => void;
};

/**
 * Adds targets to a campaign whose targets were frozen: they are judged like
 * in its planning, with the template that it uses now, and come last.
 *
 * Judging takes its time and holds nothing. What was judged is stored under
 * the campaign's lock, if the campaign is still what it was and still has not
 * got it: so a repeat, another replica or another person adds nothing twice.
 */
export class CampaignExtender {
  static create(options: CampaignExtenderOptions): CampaignExtender {
    return new CampaignExtender(options);
  }

  private constructor(private readonly options: CampaignExtenderOptions) {}

  async extend(
    id: string,
    request: CampaignExtendRequest,
    caller: Caller,
  ): Promise<CampaignExtension> {
    const { database } = this.options;
    const campaign = requireCampaign(await findCampaign(database, id));
    requireAction(campaign, 'extend');
    const keys = (await listKnownTargets(database, id)).map(
      ({ target_key: key }) => key,
    );
    const wanted = await this.#wanted(campaign, request, caller);
    const possible = wanted.filter(({ problem }) => !problem);
    const fresh = newTargets(keys, possible);
    const task = await loadCampaignTask(database, campaign);
    const judged = await judgeTargets(
      this.options,
      { campaign, task },
      fresh.slice(0, MOST_ADDED),
      caller,
    );
    const stored = request.dryRun
      ? { targets: judged, wave: await this.#nextWave(campaign, judged) }
      : await this.#store(
          campaign,
          {
            request,
            judged,
            hasGoal: Boolean(task.known.template?.spec.outcome),
          },
          caller,
        );
    const refused = stored.targets.filter(isRefused).length;
    return {
      added: stored.targets.length - refused,
      refused,
      known:
        possible.length - fresh.length + judged.length - stored.targets.length,
      remaining: fresh.length - judged.length,
      ...optional('wave', stored.wave),
      problems: wanted.filter(({ problem }) => problem).map(toJoined),
      items: listed(stored.targets),
    };
  }

  async #wanted(
    campaign: CampaignRow,
    { joined, keys, entityRefs = [], csv = '' }: CampaignExtendRequest,
    caller: Caller,
  ): Promise<MergedTarget[]> {
    const { database, comparer } = this.options;
    const file = parseTargetsCsv(csv);
    if ('problem' in file) {
      throw createRefusal('invalid', [file.problem]);
    }
    if (!joined && !entityRefs.length && !file.rows.length) {
      throw createRefusal('invalid', [
        {
          code: 'targets-missing',
          message: 'The extension names nothing that is to be added.',
          nextStep: 'Take what has joined, or give references or a file.',
          field: 'entityRefs',
        },
      ]);
    }
    const named =
      entityRefs.length || file.rows.length
        ? await comparer.look(campaign, { entityRefs, rows: file.rows }, caller)
        : [];
    if (!joined) {
      return named;
    }
    const chosen = keys && new Set(keys);
    const found = joinedTargets(
      await listKnownTargets(database, campaign.id),
      await comparer.find(campaign, caller),
    );
    return [...named, ...found.filter(({ key }) => !chosen || chosen.has(key))];
  }

  async #nextWave(
    { id, state }: CampaignRow,
    judged: JudgedTarget[],
  ): Promise<number | undefined> {
    return state === 'planned' || judged.every(isRefused)
      ? undefined
      : waveOfAdded(await listWaves(this.options.database, [id])).number;
  }

  async #store(
    seen: CampaignRow,
    asked: {
      request: CampaignExtendRequest;
      judged: JudgedTarget[];
      /** Of the template. */
      hasGoal: boolean;
    },
    caller: Caller,
  ): Promise<{ targets: JudgedTarget[]; wave?: number }> {
    const { id } = seen;
    const { reason } = asked.request;
    const stored = await this.options.database.transaction(async tx => {
      const campaign = requireCampaign(await lockCampaign(tx, id));
      requireAction(campaign, 'extend');
      if (
        !sameTemplate(campaign, seen) ||
        campaign.planning_id !== seen.planning_id
      ) {
        throw createRefusal('conflict', [
          {
            code: 'campaign-changed',
            message: 'The campaign has changed; try again.',
          },
        ]);
      }
      const taken = new Set(
        (await listKnownTargets(tx, id)).map(({ target_key: key }) => key),
      );
      const targets = asked.judged.filter(
        ({ target_key: key }) => !taken.has(key),
      );
      if (!targets.length) {
        return { targets };
      }
      const details = {
        keys: targets.map(({ target_key: key }) => key),
        ...(reason && { reason }),
      };
      await auditCampaign(tx, { verb: 'extend', campaign, caller, details });
      await addTargets(tx, { campaignId: id, targets, addedBy: caller.actor });
      const starting = targets.filter(target => !isRefused(target));
      if (asked.hasGoal) {
        await insertOutcomes(
          tx,
          starting.map(target => target.id),
        );
      }
      let wave: number | undefined;
      if (campaign.state === 'planned') {
        await assignWaves(tx, campaign);
      } else if (starting.length) {
        wave = await joinNewestWave(
          tx,
          id,
          starting.map(target => target.id),
        );
      }
      if (campaign.state === 'running') {
        await tx('campaigns')
          .where({ id })
          .update({ due_look_at: databaseTime(tx) });
      }
      await appendCampaignEvent(tx, {
        campaignId: id,
        kind: 'targets-added',
        actor: caller.actor,
        data: {
          targets: starting.length,
          refused: targets.length - starting.length,
          ...(wave !== undefined && { wave }),
          ...(reason && { reason }),
        },
      });
      return { targets, wave };
    });
    this.options.onChanged();
    return stored;
  }
}

function isRefused({ verdict }: JudgedTarget): boolean {
  return verdict === 'refused';
}

/** What is refused first: it is what somebody has to look at. */
function listed(targets: JudgedTarget[]): CampaignAddedTarget[] {
  return [
    ...targets.filter(isRefused),
    ...targets.filter(target => !isRefused(target)),
  ]
    .slice(0, MOST_LISTED)
    .map(toAdded);
}
