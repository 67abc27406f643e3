import type { AgentTaskTimelineEntry } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { stateOf } from '../../../audit/stateOf';
import { appendAudit } from '../audit/appendAudit';
import { rowPhase } from '../tasks/transitionTask';
import type { TaskRow } from '../../rows';
import { taskChangedOf } from '../outbox/enqueueTaskChanged';

/** What GitHub's side of a task can change; never its launch. */
export type FollowedColumns = Pick<
  TaskRow,
  | 'agent_state'
  | 'github_updated_at'
  | 'github_task_url'
  | 'head_ref'
  | 'settled_at'
  | 'pull_state'
  | 'pull_pending'
  | 'next_look_at'
  | 'failure_class'
  | 'failure_message'
  | 'read_at'
>;

/** One change of a launched task, decided from readings. */
export type TaskChange = {
  /** As locked in this transaction. */
  before: TaskRow;
  patch: Partial<FollowedColumns>;
  /** Whether anything changed that people see; only then it is told. */
  visible: boolean;
  /** The attempt's usage was written: sum it over all attempts. */
  usageChanged?: boolean;
  timeline: {
    kind: AgentTaskTimelineEntry['kind'];
    actor: string;
    data: JsonObject;
  }[];
};

/**
 * Writes what readings changed for a batch of launched tasks, with phase,
 * timeline, audit and outbox: five statements, whatever the batch's size (one row at a
 * time takes 25 times as long for 100).
 *
 * Conditional on launch state and attempt, so that a reading of an earlier
 * attempt writes nothing.
 *
 * @returns the rows as written.
 */
export async function writeTaskChanges(
  tx: Knex.Transaction,
  changes: TaskChange[],
): Promise<TaskRow[]> {
  if (!changes.length) {
    return [];
  }
  const values = changes.map(({ before, patch, visible, usageChanged }) => {
    const after = { ...before, ...patch };
    return {
      id: before.id,
      attempt_number: before.attempt_number,
      agent_state: after.agent_state,
      github_updated_at: after.github_updated_at,
      github_task_url: after.github_task_url,
      head_ref: after.head_ref,
      settled_at: after.settled_at,
      pull_state: after.pull_state,
      pull_pending: after.pull_pending,
      next_look_at: after.next_look_at,
      failure_class: after.failure_class,
      failure_message: after.failure_message,
      read_at: after.read_at,
      phase: rowPhase(after),
      visible,
      usage_changed: Boolean(usageChanged),
    };
  });
  const { rows } = await tx.raw<{ rows: TaskRow[] }>(
    `update agent_tasks t set
       agent_state = v.agent_state,
       github_updated_at = v.github_updated_at,
       github_task_url = v.github_task_url,
       head_ref = v.head_ref,
       settled_at = v.settled_at,
       pull_state = v.pull_state,
       pull_pending = v.pull_pending,
       next_look_at = v.next_look_at,
       failure_class = v.failure_class,
       failure_message = v.failure_message,
       read_at = v.read_at,
       phase = v.phase,
       phase_since = case when t.phase = v.phase then t.phase_since else clock_timestamp() end,
       updated_at = case when v.visible then clock_timestamp() else t.updated_at end,
       credits_nano = case when not v.usage_changed then t.credits_nano
         else (select sum(a.credits_nano) from agent_task_attempts a where a.task_id = t.id) end,
       premium_requests = case when not v.usage_changed then t.premium_requests
         else (select sum(a.premium_requests) from agent_task_attempts a where a.task_id = t.id) end,
       session_models = case when not v.usage_changed then t.session_models
         else coalesce((select array_agg(distinct s->>'model' order by s->>'model')
           from agent_task_attempts a, jsonb_array_elements(a.sessions) s
           where a.task_id = t.id and s->>'model' is not null), '{}') end
     from jsonb_to_recordset(?::jsonb) as v(
       id uuid, attempt_number int, agent_state text,
       github_updated_at timestamptz, github_task_url text, head_ref text,
       settled_at timestamptz, pull_state text, pull_pending boolean,
       next_look_at timestamptz, failure_class text, failure_message text,
       read_at timestamptz, phase text, visible boolean, usage_changed boolean)
     where t.id = v.id
       and t.attempt_number = v.attempt_number
       and t.launch_state = 'launched'
     returning t.*`,
    JSON.stringify(values),
  );
  const written = new Map(rows.map(row => [row.id, row]));
  const told = changes.filter(({ before }) => written.has(before.id));
  const timeline = told.flatMap(({ before, timeline: entries }) =>
    entries.map(entry => ({ task_id: before.id, ...entry })),
  );
  if (timeline.length) {
    await tx('task_timeline').insert(timeline);
  }
  await appendAudit(
    tx,
    ...told.flatMap(({ before }) => {
      const row = written.get(before.id);
      const changed =
        row &&
        (row.phase !== before.phase ||
          row.agent_state !== before.agent_state ||
          row.pull_state !== before.pull_state);
      return changed
        ? {
            action: 'task.follow',
            actor: 'github',
            result: 'allowed' as const,
            task_id: row.id,
            entity_ref: row.entity_ref,
            repository: `${row.host}/${row.repository_owner}/${row.repository_name}`,
            ticket: row.ticket,
            identity_id: row.identity_id,
            on_behalf_of: row.requested_by,
            details: {
              before: stateOf(before),
              after: stateOf(row),
              ...(row.github_task_id && { githubTaskId: row.github_task_id }),
            },
          }
        : [];
    }),
  );
  const outbox = told.flatMap(({ before, visible }) => {
    const row = written.get(before.id);
    return row && (visible || row.phase !== before.phase)
      ? taskChangedOf(row, before.phase)
      : [];
  });
  if (outbox.length) {
    await tx('outbox').insert(outbox);
  }
  return rows;
}
