import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';

/** What a single reading needs to know of a task. */
export type Look = Pick<
  TaskRow,
  | 'id'
  | 'attempt_number'
  | 'repository_owner'
  | 'repository_name'
  | 'github_task_id'
  | 'launched_at'
  | 'as_requester'
  | 'agent_state'
  | 'github_updated_at'
> & { identity_id: string; github_task_id: string; now: Date };

/**
 * Claims tasks that are to be read by themselves. The claim is the due time
 * itself, put off for `retryMs`: a replica that dies in between leaves a task
 * that is due again then.
 */
export async function claimLooks(
  db: Knex,
  options: { identityIds: string[]; limit: number; retryMs: number },
): Promise<Look[]> {
  const { rows } = await db.raw<{ rows: Look[] }>(
    `update agent_tasks t
     set next_look_at = clock_timestamp() + :retryMs * interval '1 ms'
     from (
       select l.id from agent_tasks l
       join identity_states i on i.identity_id = l.identity_id
       where l.next_look_at <= clock_timestamp()
         and l.launch_state = 'launched'
         and l.github_task_id is not null
         and l.identity_id = any(:identityIds)
         and not i.quarantined
         and (i.paused_until is null or i.paused_until <= clock_timestamp())
       order by l.next_look_at
       limit :limit
       for update of l skip locked
     ) due
     where t.id = due.id
     returning t.id, t.attempt_number, t.identity_id, t.repository_owner,
       t.repository_name, t.github_task_id, t.launched_at,
       t.as_requester, t.agent_state, t.github_updated_at,
       clock_timestamp() as now`,
    options,
  );
  return rows;
}
