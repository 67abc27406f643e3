import type { Knex } from 'knex';
import { endedPhases, waitOf } from '../../../tasks/waitOf';
import type { TaskRow, TaskWaitRow } from '../../rows';
import { loadRoutedPulls } from '../pulls/loadRoutedPulls';

/** A failed task that nobody has touched for so long has had its time. */
export const FAILED_DAYS = 30;

/** Phases that wait for nothing; literal, as in `agent_tasks_on_way_idx`. */
export const endedSql = `(${endedPhases
  .map(phase => `'${phase}'`)
  .join(', ')})`;

/** A task on its way, what it waits for, and what was known of that. */
export type OnWay = Pick<
  TaskRow,
  | 'id'
  | 'title'
  | 'entity_ref'
  | 'owner_ref'
  | 'requested_by'
  | 'tier'
  | 'phase'
  | 'phase_since'
  | 'template_version_id'
> & {
  kind: TaskWaitRow['kind'];
  wait?: TaskWaitRow;
};

type Row = Omit<OnWay, 'kind' | 'wait'> &
  Pick<TaskRow, 'held' | 'agent_state' | 'attempt_number'> & {
    wait: StoredWait | null;
  };

// through JSON times are texts
type StoredWait = {
  [column in keyof TaskWaitRow]: TaskWaitRow[column] extends Date
    ? string
    : TaskWaitRow[column] extends Date | null
    ? string | null
    : TaskWaitRow[column];
};

/**
 * A page of tasks that have not come to their end, in the order of their ids;
 * or those of some ids.
 */
export async function listOnWay(
  db: Knex,
  options: { after?: string; limit?: number; ids?: string[] },
): Promise<OnWay[]> {
  const { after, limit, ids } = options;
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select t.id, t.title, t.entity_ref, t.owner_ref, t.requested_by, t.tier,
       t.phase, t.phase_since, t.template_version_id, t.held, t.agent_state,
       t.attempt_number, to_jsonb(w) as wait
     from agent_tasks t
     left join task_waits w on w.task_id = t.id
     where t.phase not in ${endedSql}
       and (t.phase <> 'failed'
         or t.phase_since > clock_timestamp() - make_interval(days => :failedDays))
       and (:after::uuid is null or t.id > :after::uuid)
       and (:ids::uuid[] is null or t.id = any(:ids::uuid[]))
     order by t.id limit :limit`,
    {
      after: after ?? null,
      ids: ids ?? null,
      limit: limit ?? ids?.length ?? 0,
      failedDays: FAILED_DAYS,
    },
  );
  const pulls = await loadRoutedPulls(
    db,
    rows.filter(({ phase }) => phase === 'in-review'),
  );
  return rows.flatMap(row => {
    const { held, agent_state: agentState, wait, ...task } = row;
    const pull = pulls(row);
    const kind = waitOf({
      phase: row.phase,
      held,
      ...(agentState && { agentState }),
      ...(pull && { pull, routeWaitsFor: pull.waits_for }),
    });
    return kind ? { ...task, kind, ...(wait && { wait: readWait(wait) }) } : [];
  });
}

function readWait(wait: StoredWait): TaskWaitRow {
  const time = (text: string | null) => (text === null ? null : new Date(text));
  return {
    ...wait,
    since: new Date(wait.since),
    overdue_at: time(wait.overdue_at),
    due_at: time(wait.due_at),
    attended_at: time(wait.attended_at),
    snoozed_until: time(wait.snoozed_until),
  };
}
