import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { appendAudit } from '../../database/operations/audit/appendAudit';
import { appendCampaignEvent } from '../../database/operations/campaigns/appendCampaignEvent';
import { countTargets } from '../../database/operations/campaigns/countTargets';
import { holdCampaign } from '../../database/operations/campaigns/holdCampaign';
import { listDueSnapshots } from '../../database/operations/campaigns/listDueSnapshots';
import { listStartable } from '../../database/operations/campaigns/listStartable';
import { listUnsentTasks } from '../../database/operations/campaigns/listUnsentTasks';
import { listWaves } from '../../database/operations/campaigns/listWaves';
import { loadWaveFacts } from '../../database/operations/campaigns/loadWaveFacts';
import { lockCampaign } from '../../database/operations/campaigns/lockCampaign';
import { mayStart } from '../../database/operations/campaigns/mayStart';
import { moveCampaign } from '../../database/operations/campaigns/moveCampaign';
import { moveWave } from '../../database/operations/campaigns/moveWave';
import { saveSnapshot } from '../../database/operations/campaigns/saveSnapshot';
import { updateTarget } from '../../database/operations/campaigns/updateTarget';
import { claimLooks } from '../../database/operations/looks/claimLooks';
import { nextLook } from '../../database/operations/looks/nextLook';
import { releaseLook } from '../../database/operations/looks/releaseLook';
import type {
  CampaignRow,
  CampaignTargetRow,
  CampaignWaveRow,
} from '../../database/rows';
import { findEntity } from '../../entities/findEntity';
import { BROKER } from '../../launcher/actor';
import { Loop } from '../../loops/Loop';
import type { LoopWatch } from '../../loops/LoopWatch';
import { isRefusal, reasonsOf } from '../../refusals/Refusal';
import { CampaignTask, submitTask } from '../../tasks/submitTask';
import type { TaskDependencies } from '../../tasks/TaskDependencies';
import type { Caller } from '../../tasks/TaskService';
import { withdrawTask } from '../../tasks/withdrawTask';
import { GateVerdict, judgeGate } from './judgeGate';
import { loadCampaignTask } from './loadCampaignTask';
import type { CampaignReminder } from '../people/CampaignReminder';
import type { CampaignRecaller } from '../recall/CampaignRecaller';
import { frozenRequest, targetTaskKey } from '../targets/targetRequest';
import { usesVersions } from '../changes/sameTemplate';
import { byStatus } from '../toCampaign';

const LEASE_MS = 60_000;
/** Whose outcomes are read together. */
const MOST_AT_ONCE = 25;
/** Of one look; the next one goes on. */
const MOST_SUBMITTED = 50;
/** Between looks at a campaign that runs. */
const LOOK_MS = 3_000;
/** Until what could not be done now is tried again. */
const AGAIN_MS = 30_000;
const LONGEST_WAIT_MS = 3_000;
const SNAPSHOT_MS = 5 * 60_000;

/** A campaign, and whether its counts are to be kept again. */
type ClaimedCampaign = CampaignRow & { snapshot_due: boolean };

/** What happened to the campaign while a target of it was submitted. */
const overtaking = ['campaign-not-running', 'campaign-version-changed'];
const ended = ['done', 'done-without-change', 'failed', 'withdrawn'];

/** What the keeper is made of. */
export type CampaignKeeperOptions = {
  database: Knex;
  logger: LoggerService;
  auth: AuthService;
  catalog: CatalogService;
  tasks: TaskDependencies;
  recaller: Pick<CampaignRecaller, 'run'>;
  reminder: Pick<CampaignReminder, 'remind'>;
  watch?: LoopWatch;
  /** Told after commits that made something to launch or to tell. */
  onChanged: () => void;
};

/**
 * Moves campaigns on: judges the gate of the open wave, opens the next one,
 * submits the targets of open waves as their owners have room, and ends what
 * has come to its end.
 *
 * One replica at a time under a lease in the campaign's row, and nothing
 * depends on that: a wave is moved from the state that was seen, a target is
 * submitted with a key of its own, and both hold the campaign's row, so that
 * nothing starts after a pause has been answered.
 */
export class CampaignKeeper {
  static create(options: CampaignKeeperOptions): CampaignKeeper {
    return new CampaignKeeper(options);
  }

  private readonly loop: Loop;

  private constructor(private readonly options: CampaignKeeperOptions) {
    this.loop = new Loop({
      name: 'Moving campaigns on',
      logger: options.logger,
      watch: options.watch,
      longestWaitMs: LONGEST_WAIT_MS,
      run: signal => this.run(signal),
    });
  }

  async start(): Promise<void> {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** A campaign has changed. Never throws, never waits. */
  poke(): void {
    this.loop.poke();
  }

  /** @returns milliseconds until the next campaign is due, if any is. */
  async run(
    signal: AbortSignal = new AbortController().signal,
  ): Promise<number | undefined> {
    const { database, logger } = this.options;
    const leaseId = randomUUID();
    const rows = await claimLooks(database, 'campaigns', {
      leaseId,
      leaseMs: LEASE_MS,
      limit: MOST_AT_ONCE,
    });
    const snapshots = rows.length
      ? await listDueSnapshots(database, {
          campaignIds: rows.map(({ id }) => id),
          intervalMs: SNAPSHOT_MS,
        })
      : [];
    const claimed = rows.map(row => ({
      ...row,
      snapshot_due: snapshots.includes(row.id),
    }));
    const halfTime = performance.now() + LEASE_MS / 2;
    const judged = await this.judgeAll(claimed);
    for (const campaign of claimed) {
      let againInMs: number | undefined = AGAIN_MS;
      try {
        // what the lease leaves no time for is due at once
        againInMs =
          signal.aborted || performance.now() > halfTime
            ? 0
            : await this.advance(campaign, judged, signal);
      } catch (error) {
        // one that cannot be moved does not stand in the way of the others
        logger.warn(
          `Campaign ${campaign.id} was not moved on, later: ${error}`,
        );
      }
      await releaseLook(database, 'campaigns', {
        id: campaign.id,
        leaseId,
        againInMs,
      });
    }
    return claimed.length ? 0 : await nextLook(database, 'campaigns');
  }

  /** @returns milliseconds until the next look, if one is needed. */
  private async advance(
    campaign: ClaimedCampaign,
    judged: Map<string, PromiseSettledResult<boolean>>,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const { recaller, reminder, onChanged } = this.options;
    switch (campaign.state) {
      case 'running': {
        const gates = judged.get(campaign.id);
        if (gates?.status === 'rejected') {
          throw gates.reason;
        }
        const submitted = await this.submit(campaign, signal);
        const last = gates?.value === true && (await this.finish(campaign));
        await this.snapshot(campaign, last);
        if (last) {
          return undefined;
        }
        if (await reminder.remind(campaign)) {
          onChanged();
        }
        return submitted === MOST_SUBMITTED ? 0 : LOOK_MS;
      }
      case 'stopped':
      case 'recalling': {
        const left = await this.withdraw(campaign, signal);
        if (left) {
          return AGAIN_MS;
        }
        const againInMs =
          campaign.state === 'recalling'
            ? await recaller.run(campaign, signal)
            : undefined;
        await this.snapshot(campaign, againInMs === undefined);
        return againInMs;
      }
      default:
        return undefined;
    }
  }

  /**
   * Judges the gates of all that run, on outcomes of one moment.
   *
   * @returns by campaign, whether all of its waves have passed
   */
  private async judgeAll(
    claimed: CampaignRow[],
  ): Promise<Map<string, PromiseSettledResult<boolean>>> {
    const running = claimed.filter(({ state }) => state === 'running');
    const seen = running.length ? await this.look(running) : undefined;
    const judged = await Promise.allSettled(
      running.map(async campaign => await this.judge(campaign, seen)),
    );
    return new Map(running.map(({ id }, index) => [id, judged[index]]));
  }

  /** Waves of campaigns, and the outcomes of those that wait for their gate. */
  private async look(campaigns: CampaignRow[]) {
    const { database } = this.options;
    const ids = campaigns.map(({ id }) => id);
    const [waves, factsOf] = await Promise.all([
      listWaves(database, ids),
      loadWaveFacts(database, ids, { undecided: true }),
    ]);
    return { waves, factsOf };
  }

  /**
   * Judges the gate of the wave that is open, and does what follows.
   *
   * @returns whether all waves have passed
   */
  private async judge(
    campaign: CampaignRow,
    seen?: Awaited<ReturnType<CampaignKeeper['look']>>,
  ): Promise<boolean> {
    const { database, onChanged } = this.options;
    for (let now = seen; ; now = undefined) {
      const { waves: all, factsOf } = now ?? (await this.look([campaign]));
      const waves = all.filter(each => each.campaign_id === campaign.id);
      const wave = waves.find(({ state }) => ['open', 'held'].includes(state));
      if (!wave) {
        if (await this.openAdded(campaign, waves)) {
          continue;
        }
        return waves.every(({ state }) => state === 'passed');
      }
      const verdict = judgeGate(wave.gate ?? undefined, {
        ...factsOf(campaign.id, wave.number),
        confirmed: wave.confirmed_by !== null,
      });
      const result = wave.overridden ? 'opens' : verdict.result;
      if (result === 'stop') {
        await this.stopItself(campaign, wave, verdict);
        return false;
      }
      if (result === (wave.state === 'held' ? 'held' : 'waits')) {
        return false;
      }
      const moved = await database.transaction(
        async tx => await this.follow(tx, wave, waves, { ...verdict, result }),
      );
      if (!moved) {
        return false;
      }
      onChanged();
    }
  }

  /** @returns whether the wave has passed. */
  private async follow(
    tx: Knex.Transaction,
    wave: CampaignWaveRow,
    waves: CampaignWaveRow[],
    { result, conditions }: GateVerdict,
  ): Promise<boolean> {
    const { campaign_id: campaignId, number } = wave;
    // a pause that was answered keeps gates shut, too
    if ((await holdCampaign(tx, campaignId))?.state !== 'running') {
      return false;
    }
    const tell = async (
      kind: Parameters<typeof appendCampaignEvent>[1]['kind'],
      told: number,
    ) =>
      await appendCampaignEvent(tx, {
        campaignId,
        kind,
        actor: wave.confirmed_by ?? BROKER,
        data: {
          wave: told,
          ...(kind !== 'wave-opened' && { conditions }),
          ...(wave.overridden && { overridden: true }),
        },
      });
    if (result === 'held') {
      if (await moveWave(tx, wave, { state: 'held' })) {
        await tell('gate-held', number);
      }
      return false;
    }
    if (result !== 'opens') {
      await moveWave(tx, wave, { state: 'open' });
      return false;
    }
    if (!(await moveWave(tx, wave, { state: 'passed' }))) {
      return false;
    }
    await tell('gate-passed', number);
    const next = waves.find(each => each.number === number + 1);
    if (next && (await moveWave(tx, next, { state: 'open' }))) {
      await tell('wave-opened', next.number);
    }
    return true;
  }

  /**
   * Opens a wave that was added behind the last one after that had passed.
   *
   * @returns whether it is open now
   */
  private async openAdded(
    { id }: CampaignRow,
    waves: CampaignWaveRow[],
  ): Promise<boolean> {
    const added = waves.find(({ state }) => state === 'waiting');
    if (!added) {
      return false;
    }
    return await this.options.database.transaction(async tx => {
      const opened =
        (await holdCampaign(tx, id))?.state === 'running' &&
        (await moveWave(tx, added, { state: 'open' }));
      if (opened) {
        await appendCampaignEvent(tx, {
          campaignId: id,
          kind: 'wave-opened',
          actor: BROKER,
          data: { wave: added.number },
        });
      }
      return opened;
    });
  }

  private async stopItself(
    { id }: CampaignRow,
    wave: CampaignWaveRow,
    { conditions }: GateVerdict,
  ): Promise<void> {
    await this.options.database.transaction(async tx => {
      const campaign = await lockCampaign(tx, id);
      if (
        campaign?.state !== 'running' ||
        !(await moveWave(tx, wave, { state: 'stopped' }))
      ) {
        return;
      }
      const reason = `Too many targets of wave ${wave.number} failed or were closed.`;
      await appendAudit(tx, {
        action: 'campaign.stop',
        actor: BROKER,
        result: 'allowed',
        details: {
          campaignId: id,
          campaign: campaign.title,
          wave: wave.number,
          conditions,
          reason,
        },
      });
      await moveCampaign(tx, {
        campaign,
        move: 'stop',
        patch: { state_reason: reason },
        event: {
          kind: 'stopped',
          actor: BROKER,
          data: { wave: wave.number, conditions, reason },
        },
      });
      await tx('campaigns')
        .where({ id })
        .update({ due_look_at: tx.raw('clock_timestamp()') as never });
    });
    this.options.onChanged();
  }

  /** Submits targets of open waves; @returns how many were looked at. */
  private async submit(
    campaign: CampaignRow,
    signal: AbortSignal,
  ): Promise<number> {
    const { database } = this.options;
    const targets = await listStartable(database, {
      campaignId: campaign.id,
      maxOpenPerOwner: campaign.max_open_per_owner,
      limit: MOST_SUBMITTED,
    });
    if (!targets.length) {
      return 0;
    }
    const task = await loadCampaignTask(database, campaign);
    const caller = await this.callerOf(campaign);
    for (const target of targets) {
      if (signal.aborted) {
        break;
      }
      if (!(await this.submitOne(campaign, target, task, caller))) {
        return 0;
      }
    }
    return targets.length;
  }

  /** @returns false where the campaign is not what it was any more. */
  private async submitOne(
    campaign: CampaignRow,
    target: CampaignTargetRow,
    task: CampaignTask,
    caller: Caller,
  ): Promise<boolean> {
    const { catalog, tasks } = this.options;
    const found =
      target.entity_ref === null
        ? undefined
        : await findEntity(catalog, target.entity_ref, caller.credentials);
    try {
      const { row } = await submitTask(
        tasks,
        {
          ...frozenRequest(campaign, {
            parameters: target.parameters,
            ...(target.entity_ref !== null && { entityRef: target.entity_ref }),
            ...(target.repository_url !== null && {
              repoUrl: target.repository_url,
            }),
          }),
          idempotencyKey: targetTaskKey(target),
        },
        caller,
        {
          ...task,
          known: { ...task.known, ...(found && { found }) },
          mayStart: tx => mayStart(tx, target.id),
        },
      );
      await this.note(target, row.id, caller);
      return true;
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      const reasons = reasonsOf(error);
      if (reasons.some(({ code }) => overtaking.includes(code))) {
        return false;
      }
      if (reasons.some(({ code }) => code === 'target-held-back')) {
        return true;
      }
      if (reasons.every(({ code }) => code === 'check-failed')) {
        // nothing is known of it yet
        throw error;
      }
      return await this.noteRefused(target, task, reasons);
    }
  }

  /**
   * Notes that a target was refused, unless the campaign uses another version
   * of its template by now, of which policy may say something else.
   */
  private async noteRefused(
    target: CampaignTargetRow,
    { campaignId, used }: CampaignTask,
    reasons: Reason[],
  ): Promise<boolean> {
    return await this.options.database.transaction(async tx => {
      const campaign = await holdCampaign(tx, campaignId);
      if (!campaign || !usesVersions(campaign, used)) {
        return false;
      }
      await updateTarget(tx, target, { verdict: 'refused', reasons });
      return true;
    });
  }

  /** A target that was left out in the meantime has its task taken back. */
  private async note(
    target: CampaignTargetRow,
    taskId: string,
    caller: Caller,
  ): Promise<void> {
    const { database, tasks } = this.options;
    const noted = await updateTarget(database, target, { task_id: taskId });
    const now = noted
      ? await database('campaign_targets').where({ id: target.id }).first()
      : undefined;
    if (now?.excluded_at) {
      await withdrawTask(
        tasks,
        taskId,
        { reason: 'The target was left out of the campaign.' },
        { ...caller, actor: now.excluded_by ?? BROKER },
      ).catch(error => {
        if (!isRefusal(error)) {
          throw error;
        }
      });
    }
  }

  /** Withdraws what was not sent; @returns whether something is left. */
  private async withdraw(
    campaign: CampaignRow,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { database, tasks, onChanged } = this.options;
    const caller = { ...(await this.callerOf(campaign)), actor: BROKER };
    const ids = await listUnsentTasks(database, campaign.id);
    let left = false;
    for (const id of ids) {
      if (signal.aborted) {
        return true;
      }
      try {
        await withdrawTask(
          tasks,
          id,
          { reason: campaign.state_reason ?? 'The campaign was ended.' },
          caller,
        );
      } catch (error) {
        if (!isRefusal(error)) {
          throw error;
        }
        left = true;
      }
    }
    if (ids.length) {
      onChanged();
    }
    return left;
  }

  /**
   * Ends a campaign whose waves have passed, once all outcomes are known.
   *
   * @returns whether it has come to its end
   */
  private async finish({ id }: CampaignRow): Promise<boolean> {
    const { database } = this.options;
    if (!(await isAtEnd(database, id))) {
      return false;
    }
    return await database.transaction(async tx => {
      const campaign = await lockCampaign(tx, id);
      // somebody may have added targets in between
      const moved =
        campaign &&
        (await isAtEnd(tx, id)) &&
        (await moveCampaign(tx, {
          campaign,
          move: 'finish',
          event: { kind: 'done', actor: BROKER },
        }));
      return Boolean(moved);
    });
  }

  private async snapshot(
    { id, snapshot_due: due }: ClaimedCampaign,
    last: boolean,
  ): Promise<void> {
    const { database } = this.options;
    if (due || last) {
      const counts = byStatus(await countTargets(database, [id]));
      await saveSnapshot(database, { campaignId: id, counts });
    }
  }

  /** Whoever has started the campaign asks for its tasks. */
  private async callerOf(campaign: CampaignRow): Promise<Caller> {
    return {
      actor: campaign.started_by ?? campaign.created_by,
      credentials: await this.options.auth.getOwnServiceCredentials(),
      requestId: randomUUID(),
    };
  }
}

/** Whether all waves have passed, and every target has its outcome. */
async function isAtEnd(db: Knex, id: string): Promise<boolean> {
  const [waves, counts] = await Promise.all([
    listWaves(db, [id]),
    countTargets(db, [id]),
  ]);
  return (
    waves.every(({ state }) => state === 'passed') &&
    counts.every(
      ({ wave, status }) =>
        wave === null || [...ended, 'refused', 'excluded'].includes(status),
    )
  );
}
