import type { CampaignRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { randomUUID } from 'node:crypto';
import { endedCampaignStates } from '../campaigns/campaignStates';
import type { CampaignService } from '../campaigns/CampaignService';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { claimLooks } from '../database/operations/looks/claimLooks';
import { nextLook } from '../database/operations/looks/nextLook';
import { releaseLook } from '../database/operations/looks/releaseLook';
import {
  enqueueScheduleNews,
  ScheduleNews,
} from '../database/operations/outbox/enqueueScheduleNews';
import { disableSchedule } from '../database/operations/schedules/disableSchedule';
import { insertRun } from '../database/operations/schedules/insertRun';
import { listOpenRuns } from '../database/operations/schedules/listOpenRuns';
import { lockSchedule } from '../database/operations/schedules/lockSchedule';
import { moveRun } from '../database/operations/schedules/moveRun';
import { readDatabaseTime } from '../database/operations/sqlTime';
import type { ScheduleRow, ScheduleRunRow } from '../database/rows';
import type { OwnerDirectory } from '../entities/OwnerDirectory';
import { BROKER } from '../launcher/actor';
import { Loop } from '../loops/Loop';
import type { LoopWatch } from '../loops/LoopWatch';
import { isRefusal, reasonsOf } from '../refusals/Refusal';
import type { Caller } from '../tasks/TaskService';
import { decideRun } from './decideRun';
import { nextLookOf } from './nextLookOf';
import { scheduleActor } from './scheduleActor';
import { freezeAt, inFreeze } from './scheduleTimes';

const LEASE_MS = 60_000;
const MOST_AT_ONCE = 5;
/** Between looks at a run that has begun. */
const LOOK_MS = 3_000;
/** Until what could not be done now is tried again. */
const AGAIN_MS = 30_000;
const LONGEST_WAIT_MS = 3_000;
const HOUR_MS = 3_600_000;

type Campaigns = Pick<
  CampaignService,
  'create' | 'get' | 'plan' | 'start' | 'stop' | 'remove'
>;

/** What the keeper is made of. */
export type ScheduleKeeperOptions = {
  database: Knex;
  logger: LoggerService;
  auth: AuthService;
  /** Whether somebody answers for a schedule. */
  directory: Pick<OwnerDirectory, 'find'>;
  campaigns: Campaigns;
  watch?: LoopWatch;
  /** Told after commits that made something to tell. */
  onChanged: () => void;
};

/**
 * Begins the runs of schedules when they are due, and follows them: each is a
 * campaign that is planned, started and awaited like anybody's.
 *
 * Time is the database's. A run is noted, and the next one planned, in one
 * transaction; what it does carries the run's id as its key. So a replica that
 * dies at any step leaves a row that says what was done, and two replicas do it
 * once.
 *
 * Not promised: that a run begins at its second; it does some seconds later.
 */
export class ScheduleKeeper {
  static create(options: ScheduleKeeperOptions): ScheduleKeeper {
    return new ScheduleKeeper(options);
  }

  private readonly loop: Loop;

  private constructor(private readonly options: ScheduleKeeperOptions) {
    this.loop = new Loop({
      name: 'Running schedules',
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

  /** A schedule has changed. Never throws, never waits. */
  poke(): void {
    this.loop.poke();
  }

  /** @returns milliseconds until the next schedule is due, if any is. */
  async run(
    signal: AbortSignal = new AbortController().signal,
  ): Promise<number | undefined> {
    const { database, logger } = this.options;
    const leaseId = randomUUID();
    const claimed = await claimLooks(database, 'schedules', {
      leaseId,
      leaseMs: LEASE_MS,
      limit: MOST_AT_ONCE,
    });
    for (const schedule of claimed) {
      let againInMs: number | undefined = AGAIN_MS;
      try {
        againInMs = signal.aborted ? 0 : await this.advance(schedule.id);
      } catch (error) {
        // one that cannot be moved does not stand in the way of the others
        logger.warn(
          `Schedule ${schedule.id} was not moved on, later: ${error}`,
        );
      }
      await releaseLook(database, 'schedules', {
        id: schedule.id,
        leaseId,
        againInMs,
      });
    }
    return claimed.length ? 0 : await nextLook(database, 'schedules');
  }

  /** @returns milliseconds until the next look, if one is needed. */
  private async advance(id: string): Promise<number | undefined> {
    const { database } = this.options;
    await this.plan(id);
    const waits: number[] = [];
    const runs = await listOpenRuns(database, id);
    for (const [index, run] of runs.entries()) {
      const schedule = await database('schedules').where({ id }).first();
      if (!schedule) {
        return undefined;
      }
      waits.push(await this.step(schedule, run, runs.slice(0, index)));
    }
    const [now, schedule, open] = await Promise.all([
      readDatabaseTime(database),
      database('schedules').where({ id }).first(),
      listOpenRuns(database, id),
    ]);
    if (schedule?.due_at) {
      waits.push(schedule.due_at.getTime() - now.getTime());
    }
    return open.length || schedule?.due_at
      ? Math.max(0, Math.min(...waits))
      : undefined;
  }

  /** Notes the run whose time has come, and when the next one is. */
  private async plan(id: string): Promise<void> {
    await this.options.database.transaction(async tx => {
      const schedule = await lockSchedule(tx, id);
      const now = await readDatabaseTime(tx);
      const { next_at: plannedAt, due_at: dueAt } = schedule ?? {};
      if (!schedule?.enabled || !plannedAt || !dueAt || dueAt > now) {
        return;
      }
      const { request } = schedule;
      const open = await listOpenRuns(tx, id);
      const { notBefore, ...decision } = {
        notBefore: undefined,
        ...decideRun(request, {
          now,
          dueAt,
          manual: false,
          open: open.map(({ state }) => state),
        }),
      };
      await insertRun(tx, {
        id: randomUUID(),
        schedule_id: id,
        planned_at: plannedAt,
        manual: false,
        ...decision,
        ...(notBefore && { not_before: notBefore }),
      });
      // also where clocks have jumped: none is planned in the past, none twice
      const next = nextLookOf(
        id,
        request.times,
        now > plannedAt ? now : plannedAt,
      );
      if (next) {
        await tx('schedules').where({ id }).update(next);
      } else {
        await disableSchedule(tx, id, {
          code: 'ended',
          message: 'It has come to its end.',
        });
      }
    });
  }

  /** @returns milliseconds until the next look at the run. */
  private async step(
    schedule: ScheduleRow,
    run: ScheduleRunRow,
    earlier: ScheduleRunRow[],
  ): Promise<number> {
    if (run.state === 'waiting') {
      return await this.begin(schedule, run, earlier);
    }
    if (run.campaign_id === null) {
      await this.fail(schedule, run, 'Its campaign was deleted.');
      return 0;
    }
    return run.state === 'planning'
      ? await this.startPlanned(schedule, run, run.campaign_id)
      : await this.follow(run, run.campaign_id);
  }

  private async begin(
    schedule: ScheduleRow,
    run: ScheduleRunRow,
    earlier: ScheduleRunRow[],
  ): Promise<number> {
    const { database, campaigns, directory } = this.options;
    const { enabled, disabled_code: code } = schedule;
    if (!enabled && code !== 'ended' && !run.manual) {
      await moveRun(database, run, {
        state: 'skipped',
        reason: 'The schedule was disabled before it began.',
      });
      return 0;
    }
    const { times, overlap } = schedule.request;
    if (earlier.length && overlap !== 'replace') {
      return LOOK_MS;
    }
    const now = await readDatabaseTime(database);
    // asked again: its turn may have come in a freeze, or the freeze was lifted
    const freeze = run.manual ? undefined : freezeAt(times, now);
    if (freeze) {
      const reason = inFreeze(freeze);
      const waits = times.inFreeze === 'wait';
      await moveRun(database, run, {
        state: waits ? 'waiting' : 'skipped',
        reason,
        ...(waits && { notBefore: freeze.until }),
      });
      return waits ? freeze.until.getTime() - now.getTime() : 0;
    }
    const owner = await directory.find(schedule.owner_ref);
    if (!owner?.members.length) {
      await this.ownerGone(schedule, run);
      return 0;
    }
    for (const before of earlier) {
      await this.replace(schedule, before);
    }
    try {
      const { id } = await campaigns.create(
        {
          ...campaignOf(schedule, run, now),
          idempotencyKey: `run:${run.id}`,
        },
        await this.callerOf(schedule),
        schedule.id,
      );
      await moveRun(database, run, { state: 'planning', campaignId: id });
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      await this.fail(schedule, run, sentenceOf(error));
    }
    return 0;
  }

  private async startPlanned(
    schedule: ScheduleRow,
    run: ScheduleRunRow,
    campaignId: string,
  ): Promise<number> {
    const { database, campaigns } = this.options;
    const caller = await this.callerOf(schedule);
    const { state, planning, targets, counts, request } = await campaigns.get(
      campaignId,
    );
    if (state === 'planning') {
      if (planning?.problem !== undefined) {
        await this.fail(schedule, run, planning.problem);
        return 0;
      }
      if (planning?.interrupted) {
        await campaigns.plan(campaignId, request, caller);
      }
      return LOOK_MS;
    }
    if (state !== 'planned') {
      await moveRun(database, run, { state: 'running' });
      return 0;
    }
    if (targets > 0) {
      try {
        await campaigns.start(campaignId, undefined, caller);
      } catch (error) {
        // somebody else has moved it since it was read
        if (!isRefusal(error)) {
          throw error;
        }
      }
      return 0;
    }
    const found = Object.values(counts).reduce((sum, count) => sum + count, 0);
    if (found > 0) {
      const those = found === 1 ? 'the only target' : `all ${found} targets`;
      await this.fail(schedule, run, `Policy refuses ${those}.`);
      return 0;
    }
    await moveRun(database, run, {
      state: 'done',
      reason: 'There was nothing to do: no target was found.',
    });
    await campaigns.remove(campaignId, caller);
    return 0;
  }

  private async follow(
    run: ScheduleRunRow,
    campaignId: string,
  ): Promise<number> {
    const { database } = this.options;
    const campaign = await database('campaigns')
      .where({ id: campaignId })
      .first();
    if (!campaign || !endedCampaignStates.includes(campaign.state)) {
      return LOOK_MS;
    }
    await moveRun(database, run, {
      state: 'done',
      ...(campaign.state !== 'done' && {
        reason: campaign.state_reason ?? 'Its campaign was stopped.',
      }),
    });
    return 0;
  }

  /** An earlier run gives way. */
  private async replace(
    schedule: ScheduleRow,
    run: ScheduleRunRow,
  ): Promise<void> {
    const { database, campaigns } = this.options;
    const reason = 'A later run has taken its place.';
    const caller = await this.callerOf(schedule);
    if (run.campaign_id !== null) {
      const { state } = await campaigns.get(run.campaign_id);
      if (['planning', 'planned'].includes(state)) {
        await campaigns.remove(run.campaign_id, caller);
      } else if (['running', 'paused'].includes(state)) {
        await campaigns.stop(run.campaign_id, reason, caller);
      }
    }
    await moveRun(database, run, { state: 'replaced', reason });
  }

  private async ownerGone(
    schedule: ScheduleRow,
    run: ScheduleRunRow,
  ): Promise<void> {
    const message = `Nobody is behind its owner ${schedule.owner_ref} any more.`;
    await this.options.database.transaction(async tx => {
      await moveRun(tx, run, { state: 'failed', reason: message });
      await disableSchedule(tx, schedule.id, { code: 'owner-gone', message });
      await this.audit(tx, 'disable', schedule, message);
      await tell(tx, schedule, 'disabled', message, [
        schedule.created_by,
        schedule.changed_by,
      ]);
    });
    this.options.onChanged();
  }

  private async fail(
    schedule: ScheduleRow,
    run: ScheduleRunRow,
    reason: string,
  ): Promise<void> {
    await this.options.database.transaction(async tx => {
      if (await moveRun(tx, run, { state: 'failed', reason })) {
        await tell(tx, schedule, 'failed', reason, [schedule.owner_ref]);
      }
    });
    this.options.onChanged();
  }

  private async audit(
    tx: Knex.Transaction,
    verb: string,
    schedule: ScheduleRow,
    reason: string,
  ): Promise<void> {
    await appendAudit(tx, {
      action: `schedule.${verb}`,
      actor: BROKER,
      result: 'allowed',
      details: { scheduleId: schedule.id, schedule: schedule.title, reason },
    });
  }

  private async callerOf({ id }: ScheduleRow): Promise<Caller> {
    return {
      actor: scheduleActor(id),
      credentials: await this.options.auth.getOwnServiceCredentials(),
      requestId: randomUUID(),
    };
  }
}

/** What a run does. Pure. */
function campaignOf(
  schedule: ScheduleRow,
  run: ScheduleRunRow,
  now: Date,
): CampaignRequest {
  const { request } = schedule;
  const { dueAfterHours, ...work } = request.work;
  const at = DateTime.fromJSDate(run.planned_at, {
    zone: request.times.timeZone,
  });
  return {
    ...work,
    title: `${schedule.title} · ${at.toFormat('yyyy-MM-dd HH:mm')}`,
    ...(schedule.description !== null && { description: schedule.description }),
    owner: schedule.owner_ref,
    ...(dueAfterHours !== undefined && {
      dueAt: new Date(now.getTime() + dueAfterHours * HOUR_MS).toISOString(),
    }),
  };
}

async function tell(
  tx: Knex.Transaction,
  { id, title }: ScheduleRow,
  event: ScheduleNews['event'],
  message: string,
  to: string[],
): Promise<void> {
  await enqueueScheduleNews(tx, {
    event,
    scheduleId: id,
    title,
    message,
    to,
  });
}

function sentenceOf(error: Error): string {
  return reasonsOf(error)
    .map(({ message }) => message)
    .join(' ');
}
