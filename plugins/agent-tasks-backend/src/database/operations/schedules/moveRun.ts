import type { Knex } from 'knex';
import { openRunStates } from '../../../schedules/decideRun';
import type { ScheduleRunRow } from '../../rows';
import { databaseTime } from '../sqlTime';

/**
 * Moves a run on. The only writer of its state after the insert, conditional on
 * the state that the caller has seen.
 *
 * @returns false where it has changed since
 */
export async function moveRun(
  db: Knex,
  run: Pick<ScheduleRunRow, 'id' | 'state'>,
  change: {
    state: ScheduleRunRow['state'];
    /** None unless given. */
    reason?: string;
    campaignId?: string;
    /** End of the freeze that it waits for. */
    notBefore?: Date;
  },
): Promise<boolean> {
  const { state, reason = null, campaignId, notBefore } = change;
  const changed = await db('schedule_runs')
    .where({ id: run.id, state: run.state })
    .update({
      state,
      reason,
      ...(campaignId !== undefined && { campaign_id: campaignId }),
      ...(notBefore !== undefined && { not_before: notBefore }),
      ...(run.state === 'waiting' &&
        ['planning', 'running'].includes(state) && {
          started_at: databaseTime(db),
        }),
      ...(!openRunStates.includes(state) && { ended_at: databaseTime(db) }),
    });
  return changed > 0;
}
