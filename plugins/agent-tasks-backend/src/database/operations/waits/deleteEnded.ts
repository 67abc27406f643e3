import type { Knex } from 'knex';
import { endedSql, FAILED_DAYS } from './listOnWay';

/** Forgets the waits of tasks that have come to their end. */
export async function deleteEnded(db: Knex): Promise<void> {
  await db.raw(
    `delete from task_waits w using agent_tasks t
     where t.id = w.task_id
       and (t.phase in ${endedSql}
         or (t.phase = 'failed'
           and t.phase_since <= clock_timestamp() - make_interval(days => ?)))`,
    [FAILED_DAYS],
  );
}
