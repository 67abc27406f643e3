import type { Knex } from 'knex';
import type { TaskWaitRow } from '../../rows';

/** The beginning of a wait. */
export type NewWait = Pick<TaskWaitRow, 'task_id' | 'kind'> & {
  since: Date;
  overdue_at: Date | null;
};

/** Notes what tasks wait for from now on; whom it was told before is forgotten. */
export async function writeWaits(db: Knex, waits: NewWait[]): Promise<void> {
  if (!waits.length) {
    return;
  }
  await db.raw(
    `insert into task_waits (task_id, kind, since, overdue_at, due_at)
     select v.task_id, v.kind, v.since, v.overdue_at, v.overdue_at
     from jsonb_to_recordset(?::jsonb) as v(
       task_id uuid, kind text, since timestamptz, overdue_at timestamptz)
     -- a task may have been deleted in between
     join agent_tasks t on t.id = v.task_id
     on conflict (task_id) do update set
       kind = excluded.kind, since = excluded.since,
       overdue_at = excluded.overdue_at, due_at = excluded.due_at,
       level = 0, told = '[]', attended_by = null, attended_at = null,
       snoozed_until = null, taken_by = null`,
    [JSON.stringify(waits)],
  );
}
