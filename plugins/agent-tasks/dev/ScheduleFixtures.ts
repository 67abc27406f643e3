import {
  ListScheduleRunsQuery,
  ListSchedulesQuery,
  NextRun,
  Reason,
  RefusalError,
  Schedule,
  ScheduleList,
  ScheduleRequest,
  ScheduleRun,
  ScheduleRunPage,
  ScheduleTimes,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { CampaignFixtures } from './CampaignFixtures';
import { nextRuns } from './nextRuns';
import {
  actionsOf,
  FixtureSchedule,
  fixtureSchedules,
  run,
  scheduleOf,
} from './schedules';

/** Schedules in memory; nothing runs by itself. */
export class ScheduleFixtures extends CampaignFixtures {
  schedules: FixtureSchedule[] = fixtureSchedules();
  /** Why schedules are not stored. */
  scheduleDenial: Reason[] = [];

  async listSchedules(query: ListSchedulesQuery = {}): Promise<ScheduleList> {
    this.#answer();
    const { owner, text = '', enabled } = query;
    return {
      items: this.schedules
        .map(({ schedule }) => schedule)
        .filter(
          each =>
            (!owner?.length || owner.includes(each.owner)) &&
            each.title.toLowerCase().includes(text.toLowerCase()) &&
            (enabled === undefined || each.enabled === enabled),
        ),
    };
  }

  async createSchedule(request: ScheduleRequest): Promise<Schedule> {
    this.#answer();
    this.asked.push({ what: 'create-schedule', body: request });
    this.#judge(request);
    const schedule = scheduleOf(this.schedules.length + 1, request);
    this.schedules = [...this.schedules, { schedule, runs: [] }];
    return schedule;
  }

  async previewSchedule(times: ScheduleTimes): Promise<{ items: NextRun[] }> {
    this.#answer();
    return { items: nextRuns(times) };
  }

  async getSchedule(id: string): Promise<Schedule> {
    return this.#find(id).schedule;
  }

  async changeSchedule(
    id: string,
    request: ScheduleRequest,
  ): Promise<Schedule> {
    this.#find(id);
    this.asked.push({ what: 'change-schedule', id, body: request });
    this.#judge(request);
    const { title, description, owner, times } = request;
    return this.#change(id, {
      title,
      description,
      owner,
      request,
      nextRuns: nextRuns(times),
    });
  }

  async enableSchedule(id: string, body: { reason?: string }) {
    this.asked.push({ what: 'enable', id, body });
    const { request } = this.#find(id).schedule;
    return this.#change(id, {
      enabled: true,
      disabled: undefined,
      nextRuns: nextRuns(request.times),
    });
  }

  async disableSchedule(id: string, body: { reason?: string }) {
    this.asked.push({ what: 'disable', id, body });
    this.#find(id);
    return this.#change(id, {
      enabled: false,
      disabled: {
        code: 'by-person',
        message: body.reason ?? 'Somebody has disabled it.',
        by: 'user:default/alice',
        at: new Date().toISOString(),
      },
      nextRuns: [],
    });
  }

  async listScheduleRuns(
    id: string,
    query: ListScheduleRunsQuery = {},
  ): Promise<ScheduleRunPage> {
    const { runs } = this.#find(id);
    const from = Number(query.cursor ?? 0);
    const end = from + (query.limit ?? 20);
    return {
      items: runs.slice(from, end),
      totalItems: runs.length,
      pageInfo: end < runs.length ? { nextCursor: String(end) } : {},
    };
  }

  async runSchedule(
    id: string,
    body: { reason?: string },
  ): Promise<ScheduleRun> {
    const { runs, schedule } = this.#find(id);
    this.asked.push({ what: 'run', id, body });
    const now = new Date().toISOString();
    const begun = {
      ...run(1000 + runs.length, {
        state: 'planning',
        manual: true,
        askedBy: 'user:default/alice',
        reason: body.reason,
      }),
      plannedAt: now,
      createdAt: now,
      startedAt: now,
    };
    this.schedules = this.schedules.map(each =>
      each.schedule.id === id
        ? {
            schedule: { ...schedule, lastRun: begun },
            runs: [begun, ...runs],
          }
        : each,
    );
    return begun;
  }

  async deleteSchedule(id: string): Promise<void> {
    this.#find(id);
    this.asked.push({ what: 'delete-schedule', id });
    this.schedules = this.schedules.filter(
      ({ schedule }) => schedule.id !== id,
    );
  }

  #answer(): void {
    if (this.outage) {
      throw this.outage;
    }
  }

  #judge(request: ScheduleRequest): void {
    if (this.scheduleDenial.length > 0) {
      throw new RefusalError({
        name: 'InputError',
        statusCode: 400,
        message: 'The schedule cannot be stored.',
        reasons: this.scheduleDenial,
      });
    }
    nextRuns(request.times);
  }

  #find(id: string): FixtureSchedule {
    this.#answer();
    const found = this.schedules.find(({ schedule }) => schedule.id === id);
    if (!found) {
      const message = 'There is no such schedule.';
      throw new RefusalError({
        name: 'NotFoundError',
        statusCode: 404,
        message,
        reasons: [{ code: 'schedule-not-found', message }],
      });
    }
    return found;
  }

  #change(id: string, change: Partial<Schedule>): Schedule {
    const changed = { ...this.#find(id).schedule, ...change };
    const schedule = { ...changed, actions: actionsOf(changed) };
    this.schedules = this.schedules.map(each =>
      each.schedule.id === id ? { ...each, schedule } : each,
    );
    return schedule;
  }
}
