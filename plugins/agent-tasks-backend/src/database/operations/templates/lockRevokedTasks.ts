import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';

/** A task that was not sent, and who revoked its words and why. */
export type RevokedTask = TaskRow & {
  revoked_version: string;
  revoked_digest: string;
  revoked_by: string;
  revoked_reason: string;
};

/**
 * Tasks that were not sent and whose template, or one of its includes, was
 * revoked; kept as they are until the transaction ends. A launch that has begun
 * on one is waited for, and the task left out then.
 *
 * @param options - `states` are the launch states that a withdrawal leaves
 */
export async function lockRevokedTasks(
  tx: Knex.Transaction,
  options: { states: TaskRow['launch_state'][]; limit: number },
): Promise<RevokedTask[]> {
  const { rows } = await tx.raw<{ rows: RevokedTask[] }>(
    `with revoked as (
       select version.id, version.version, version.digest, change.actor, change.reason
       from template_versions version
       join template_status_changes change
         on change.version_id = version.id and change.to_status = 'revoked'
       where version.status = 'revoked'
     ), hit as (
       select task.id as task_id, revoked.* from revoked
       join agent_tasks task on task.template_version_id = revoked.id
       where task.phase in ('queued', 'scheduled', 'awaiting-approval')
       union all
       select task.id as task_id, revoked.* from revoked
       join task_includes include on include.version_id = revoked.id
       join agent_tasks task on task.id = include.task_id
       where task.phase in ('queued', 'scheduled', 'awaiting-approval')
     )
     select task.*, hit.version as revoked_version,
       hit.digest as revoked_digest, hit.actor as revoked_by,
       hit.reason as revoked_reason
     from agent_tasks task
     join (select distinct on (task_id) * from hit order by task_id) hit
       on hit.task_id = task.id
     where task.launch_state = any(:states)
     order by task.id
     limit :limit
     for update of task`,
    options,
  );
  return rows;
}
