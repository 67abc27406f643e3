import type {
  Schedule,
  ScheduleRun,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { byStatus } from '../campaigns/toCampaign';
import { countTargets } from '../database/operations/campaigns/countTargets';
import { listLastRuns } from '../database/operations/schedules/listLastRuns';
import { readDatabaseTime } from '../database/operations/sqlTime';
import type { ScheduleRow, ScheduleRunRow } from '../database/rows';
import { toRun, toSchedule } from './toSchedule';

/** Reads schedules with what stands beside them. */
export class ScheduleReader {
  constructor(private readonly database: Knex) {}

  /** In the order of the rows. */
  async readAll(rows: ScheduleRow[]): Promise<Schedule[]> {
    const [now, last] = await Promise.all([
      readDatabaseTime(this.database),
      listLastRuns(
        this.database,
        rows.map(({ id }) => id),
      ),
    ]);
    const runs = await this.readRuns(last);
    const lastOf = new Map(
      last.map((run, index) => [run.schedule_id, runs[index]]),
    );
    return rows.map(row =>
      toSchedule(row, { now, lastRun: lastOf.get(row.id) }),
    );
  }

  /** In the order of the rows. */
  async readRuns(rows: ScheduleRunRow[]): Promise<ScheduleRun[]> {
    const ids = rows.flatMap(row => row.campaign_id ?? []);
    const [campaigns, counts] = await Promise.all([
      this.database('campaigns')
        .whereIn('id', ids)
        .select('id', 'title', 'state'),
      countTargets(this.database, ids),
    ]);
    return rows.map(row => {
      const campaign = campaigns.find(({ id }) => id === row.campaign_id);
      return toRun(
        row,
        campaign && {
          ...campaign,
          counts: byStatus(
            counts.filter(each => each.campaignId === campaign.id),
          ),
        },
      );
    });
  }
}
