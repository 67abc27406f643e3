import type { Knex } from 'knex';
import { scheduleIdOf } from '../../../schedules/scheduleActor';

/** Who answers for the schedule that an actor is; undefined where it is none. */
export async function findScheduledBy(
  db: Knex,
  actor: string,
): Promise<string | undefined> {
  const id = scheduleIdOf(actor);
  const row =
    id === undefined
      ? undefined
      : await db('schedules').where({ id }).first('changed_by');
  return row?.changed_by;
}
