import type { MarkedAttempt } from '../../../bypass/explainTask';
import type { Knex } from 'knex';

/** The attempts of some markers, and what binds them. */
export async function findMarkedAttempts(
  knex: Knex,
  markers: string[],
): Promise<Map<string, MarkedAttempt>> {
  if (!markers.length) {
    return new Map();
  }
  const { rows } = await knex.raw<{
    rows: {
      marker: string;
      task_id: string;
      github_task_id: string | null;
      open: boolean;
      queue_repository: string;
      intent_at: Date;
      user_id: string | null;
    }[];
  }>(
    `select a.marker, a.task_id, a.github_task_id, t.queue_repository, a.intent_at,
       t.attempt_number = a.number
         and t.launch_state in ('launching', 'launch_unknown') as open,
       case when not t.as_requester then i.user_id::text end as user_id
     from agent_task_attempts a
     join agent_tasks t on t.id = a.task_id
     left join identity_states i on i.identity_id = a.identity_id
     where a.marker = any(?::uuid[])`,
    [markers],
  );
  return new Map(
    rows.map(row => [
      row.marker,
      {
        taskId: row.task_id,
        open: row.open,
        repository: row.queue_repository,
        intentAt: row.intent_at,
        ...(row.github_task_id !== null && {
          githubTaskId: row.github_task_id,
        }),
        ...(row.user_id !== null && { creatorId: row.user_id }),
      },
    ]),
  );
}
