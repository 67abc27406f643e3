import type {
  ListScheduleRunsQuery,
  ListSchedulesQuery,
  NextRun,
  Reason,
  Schedule,
  ScheduleList,
  ScheduleRequest,
  ScheduleRun,
  ScheduleRunPage,
  ScheduleTimes,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { requestFacts } from '../audit/requestFacts';
import { lookUpCampaign } from '../campaigns/planning/lookUpCampaign';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { disableSchedule } from '../database/operations/schedules/disableSchedule';
import { insertRun } from '../database/operations/schedules/insertRun';
import { listOpenRuns } from '../database/operations/schedules/listOpenRuns';
import { listRuns } from '../database/operations/schedules/listRuns';
import { listSchedules } from '../database/operations/schedules/listSchedules';
import { lockSchedule } from '../database/operations/schedules/lockSchedule';
import { databaseTime, readDatabaseTime } from '../database/operations/sqlTime';
import type { ScheduleRow } from '../database/rows';
import { readCursor, writeCursor } from '../json/opaqueCursor';
import { badCursor } from '../refusals/badCursor';
import { createRefusal } from '../refusals/Refusal';
import { normalizeFilters } from '../tasks/normalizeFilters';
import type { Caller } from '../tasks/TaskService';
import type { TemplateService } from '../templates/TemplateService';
import { checkSchedule, checkTimes } from './checkSchedule';
import { decideRun } from './decideRun';
import { nextLookOf } from './nextLookOf';
import { scheduleActions } from './scheduleActions';
import type { ScheduleReader } from './ScheduleReader';
import { nextRuns } from './scheduleTimes';
import { SHOWN_RUNS } from './toSchedule';

const DEFAULT_LIMIT = 20;

/** What schedules are kept with. */
export type ScheduleServiceOptions = {
  database: Knex;
  catalog: CatalogService;
  templates: Pick<TemplateService, 'find'>;
  config: Pick<AgentTasksConfig, 'schedules'>;
  reader: ScheduleReader;
  /** Called after a commit that made something due. */
  onChanged: () => void;
};

/**
 * What people do with schedules. Whoever creates, changes or enables one
 * answers for what it does from then on; the runs are the keeper's.
 */
export class ScheduleService {
  static create(options: ScheduleServiceOptions): ScheduleService {
    return new ScheduleService(options);
  }

  private constructor(private readonly options: ScheduleServiceOptions) {}

  async list(query: ListSchedulesQuery): Promise<ScheduleList> {
    const { database, reader } = this.options;
    const { owner } = normalizeFilters({ owner: query.owner });
    const rows = await listSchedules(database, {
      owner,
      text: query.text,
      enabled: query.enabled,
    });
    const schedules = await reader.readAll(rows);
    return { items: schedules.map(withoutFile) };
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<Schedule> {
    const row = await this.options.database('schedules').where({ id }).first();
    if (!row) {
      throw notFound();
    }
    const [schedule] = await this.options.reader.readAll([row]);
    return schedule;
  }

  /** When something would run; stores nothing. @throws a refusal */
  async preview(times: ScheduleTimes): Promise<{ items: NextRun[] }> {
    const now = await readDatabaseTime(this.options.database);
    refuseInvalid(checkTimes(times, { now, ...this.options.config.schedules }));
    return { items: nextRuns(times, now, SHOWN_RUNS) };
  }

  /** @throws a refusal with all reasons */
  async create(request: ScheduleRequest, caller: Caller): Promise<Schedule> {
    const { database } = this.options;
    const key = request.idempotencyKey?.replaceAll('\0', '\uFFFD') ?? null;
    const earlier = await this.#findByKey(key, caller);
    if (earlier) {
      return await this.get(earlier.id);
    }
    const { owner } = await this.#check(request, caller);
    const id = randomUUID();
    const row = await database.transaction(async tx => {
      const [created] = await tx('schedules')
        .insert({
          id,
          ...columnsOf(request, owner),
          ...(await this.#timing(tx, id, request, caller.actor)),
          created_by: caller.actor,
          created_at: databaseTime(tx),
          changed_by: caller.actor,
          changed_at: databaseTime(tx),
          idempotency_key: key,
        })
        .onConflict(['created_by', 'idempotency_key'])
        .ignore()
        .returning('*');
      if (created) {
        await this.#audit(tx, 'create', created, caller, {
          request: request as unknown as JsonObject,
        });
      }
      return created ?? (await this.#findByKey(key, caller, tx));
    });
    this.options.onChanged();
    return await this.get(row?.id ?? id);
  }

  /** @throws a refusal with all reasons */
  async change(
    id: string,
    request: ScheduleRequest,
    caller: Caller,
  ): Promise<Schedule> {
    await this.get(id);
    const { owner } = await this.#check(request, caller);
    await this.#locked(id, 'edit', async (tx, schedule) => {
      await tx('schedules')
        .where({ id })
        .update({
          ...columnsOf(request, owner),
          // one that stays disabled stays so for its reason
          ...((schedule.enabled || request.enabled !== false) &&
            (await this.#timing(tx, id, request, caller.actor))),
          changed_by: caller.actor,
          changed_at: databaseTime(tx),
        });
      await this.#audit(tx, 'change', schedule, caller, {
        request: request as unknown as JsonObject,
      });
    });
    return await this.get(id);
  }

  async remove(id: string, caller: Caller): Promise<void> {
    await this.#locked(id, 'delete', async (tx, schedule) => {
      await this.#audit(tx, 'delete', schedule, caller);
      await tx('schedules').where({ id }).delete();
    });
  }

  /** @throws a refusal with all reasons */
  async enable(
    id: string,
    reason: string | undefined,
    caller: Caller,
  ): Promise<Schedule> {
    const { request } = await this.get(id);
    await this.#check(request, caller);
    await this.#locked(id, 'enable', async (tx, schedule) => {
      await tx('schedules')
        .where({ id })
        .update({
          ...(await this.#timing(
            tx,
            id,
            { ...schedule.request, enabled: true },
            caller.actor,
          )),
          changed_by: caller.actor,
          changed_at: databaseTime(tx),
        });
      await this.#audit(tx, 'enable', schedule, caller, {
        ...(reason && { reason }),
      });
    });
    return await this.get(id);
  }

  async disable(
    id: string,
    reason: string | undefined,
    caller: Caller,
  ): Promise<Schedule> {
    await this.#locked(id, 'disable', async (tx, schedule) => {
      await disableSchedule(tx, id, byPerson(caller.actor, reason));
      await this.#audit(tx, 'disable', schedule, caller, {
        ...(reason && { reason }),
      });
    });
    return await this.get(id);
  }

  async runs(
    id: string,
    query: ListScheduleRunsQuery,
  ): Promise<ScheduleRunPage> {
    const { database, reader } = this.options;
    await this.get(id);
    const { limit = DEFAULT_LIMIT, cursor } = query;
    const { rows, totalItems } = await listRuns(database, {
      scheduleId: id,
      limit,
      ...(cursor !== undefined && { before: readPlace(cursor) }),
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await reader.readRuns(shown),
      totalItems,
      pageInfo: {
        ...(rows.length > limit &&
          last && { nextCursor: writeCursor([last.seq]) }),
      },
    };
  }

  /** Asks for a run now. @throws a refusal where it would be left out */
  async run(
    id: string,
    reason: string | undefined,
    caller: Caller,
  ): Promise<ScheduleRun> {
    const run = await this.#locked(id, 'run', async (tx, schedule) => {
      const now = await readDatabaseTime(tx);
      const open = await listOpenRuns(tx, id);
      const decision = decideRun(schedule.request, {
        now,
        dueAt: now,
        manual: true,
        open: open.map(({ state }) => state),
      });
      if (decision.state === 'skipped') {
        throw conflict('schedule-busy', decision.reason);
      }
      await this.#audit(tx, 'run', schedule, caller, {
        ...(reason && { reason }),
      });
      await tx('schedules')
        .where({ id })
        .update({ due_look_at: databaseTime(tx) });
      return await insertRun(tx, {
        id: randomUUID(),
        schedule_id: id,
        planned_at: now,
        manual: true,
        asked_by: caller.actor,
        ...decision,
      });
    });
    const [shown] = await this.options.reader.readRuns(run ? [run] : []);
    return shown;
  }

  async #check(request: ScheduleRequest, caller: Caller) {
    const { config, database } = this.options;
    return await lookUpCampaign(
      this.options,
      { owner: request.owner, template: request.work.template },
      {
        reasons: checkSchedule(request, {
          now: await readDatabaseTime(database),
          ...config.schedules,
        }),
        caller,
        templateField: 'work.template',
      },
    );
  }

  /** When it runs next, or that it does not. */
  async #timing(
    tx: Knex.Transaction,
    id: string,
    { enabled = true, times }: ScheduleRequest,
    actor: string,
  ): Promise<Partial<ScheduleRow>> {
    const next = nextLookOf(id, times, await readDatabaseTime(tx));
    if (!enabled) {
      const { code, message, by } = byPerson(actor);
      return {
        enabled,
        disabled_code: code,
        disabled_message: message,
        disabled_by: by,
        disabled_at: databaseTime(tx),
        next_at: null,
        due_at: null,
      };
    }
    if (!next) {
      throw createRefusal('invalid', [
        {
          code: 'never-again',
          message: 'It would never run before its end.',
          nextStep: 'Give a later end, or none.',
          field: 'times.endsAt',
        },
      ]);
    }
    return {
      enabled,
      disabled_code: null,
      disabled_message: null,
      disabled_by: null,
      disabled_at: null,
      ...next,
      // also looks after runs that have begun
      due_look_at: databaseTime(tx),
    };
  }

  async #locked<T>(
    id: string,
    action: keyof Schedule['actions'],
    change: (tx: Knex.Transaction, schedule: ScheduleRow) => Promise<T>,
  ): Promise<T> {
    const result = await this.options.database.transaction(async tx => {
      const schedule = await lockSchedule(tx, id);
      if (!schedule) {
        throw notFound();
      }
      const { allowed, reason } = scheduleActions(schedule)[action];
      if (!allowed) {
        throw conflict('schedule-not-possible', reason ?? '');
      }
      return await change(tx, schedule);
    });
    this.options.onChanged();
    return result;
  }

  async #findByKey(
    key: string | null,
    caller: Caller,
    db: Knex = this.options.database,
  ): Promise<ScheduleRow | undefined> {
    return key === null
      ? undefined
      : await db('schedules')
          .where({ created_by: caller.actor, idempotency_key: key })
          .first();
  }

  async #audit(
    tx: Knex.Transaction,
    verb: string,
    schedule: ScheduleRow,
    caller: Caller,
    details: JsonObject = {},
  ): Promise<void> {
    await appendAudit(tx, {
      action: `schedule.${verb}`,
      actor: caller.actor,
      result: 'allowed',
      details: {
        ...requestFacts(caller),
        scheduleId: schedule.id,
        schedule: schedule.title,
        before: { enabled: schedule.enabled },
        ...details,
      },
    });
  }
}

function columnsOf(request: ScheduleRequest, owner: string) {
  const { idempotencyKey, ...kept } = request;
  return {
    title: request.title,
    description: request.description ?? null,
    owner_ref: owner,
    request: JSON.stringify(kept) as never,
  };
}

function byPerson(by: string, reason?: string) {
  return {
    code: 'by-person' as const,
    message: reason ?? 'Somebody has switched it off.',
    by,
  };
}

/** A list is not the place for files. */
function withoutFile(schedule: Schedule): Schedule {
  const { request } = schedule;
  const { csv, ...targets } = request.work.targets;
  return csv === undefined
    ? schedule
    : {
        ...schedule,
        request: { ...request, work: { ...request.work, targets } },
      };
}

function readPlace(cursor: string): string {
  const [seq] = [readCursor(cursor)].flat();
  if (typeof seq !== 'string' || !/^\d{1,18}$/.test(seq)) {
    throw badCursor();
  }
  return seq;
}

function refuseInvalid(reasons: Reason[]): void {
  if (reasons.length) {
    throw createRefusal('invalid', reasons);
  }
}

function conflict(code: string, message: string): Error {
  return createRefusal('conflict', [{ code, message }]);
}

function notFound(): Error {
  return createRefusal('not-found', [
    { code: 'schedule-not-found', message: 'There is no such schedule.' },
  ]);
}
