import type { Knex } from 'knex';
import { primaryPull } from '../../../review/primaryPull';
import { waitOf } from '../../../tasks/waitOf';
import type {
  PullRequestRow,
  PullRouteRow,
  TaskRow,
  TaskWaitRow,
} from '../../rows';

/** A failed task that nobody has touched for so long has had its time. */
export const FAILED_DAYS = 30;

const ended = `('done', 'done-without-change', 'withdrawn')`;

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
     where t.phase not in ${ended}
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
  const pulls = await loadPulls(
    db,
    rows.filter(({ phase }) => phase === 'in-review').map(({ id }) => id),
  );
  return rows.flatMap(row => {
    const {
      held,
      agent_state: agentState,
      attempt_number,
      wait,
      ...task
    } = row;
    const pull = primaryPull(
      (pulls.get(row.id) ?? []).filter(
        one => one.attempt_number === attempt_number,
      ),
    );
    const kind = waitOf({
      phase: row.phase,
      held,
      ...(agentState && { agentState }),
      ...(pull && { pull, routeWaitsFor: pull.waits_for }),
    });
    return kind ? { ...task, kind, ...(wait && { wait: readWait(wait) }) } : [];
  });
}

type RoutedPull = PullRequestRow & Pick<PullRouteRow, 'waits_for'>;

async function loadPulls(
  db: Knex,
  taskIds: string[],
): Promise<Map<string, RoutedPull[]>> {
  if (!taskIds.length) {
    return new Map();
  }
  const { rows } = await db.raw<{ rows: RoutedPull[] }>(
    `select p.task_id, p.attempt_number, p.number, p.state, p.is_draft,
       p.checks, p.review_decision, p.mergeable, p.workflows_waiting,
       p.requested_reviewers, p.reviews, r.waits_for
     from pull_requests p
     left join pull_routes r
       on r.task_id = p.task_id and r.database_id = p.database_id
     where p.task_id = any(?) and p.number is not null`,
    [taskIds],
  );
  const byTask = new Map<string, RoutedPull[]>();
  for (const row of rows) {
    byTask.set(row.task_id, [...(byTask.get(row.task_id) ?? []), row]);
  }
  return byTask;
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
