import type { Knex } from 'knex';

/**
 * Admits the head of the queue for an identity, and takes a place in the
 * ledger for each task, in one statement.
 *
 * Two admissions of different identities may look at the same tasks: rows that
 * one has locked are skipped by the other. The lease that a task gets here is
 * what its launch has to show, so an admission that was given up cannot launch.
 *
 * @param claim - `patterns` are case-insensitive regular expressions over
 *   `owner/name`; `admissionMs` is how long the launch may take to begin
 * @returns the ids of the tasks, in the order of the queue
 */
export async function claimQueuedTasks(
  tx: Knex.Transaction,
  claim: {
    identityId: string;
    host: string;
    patterns: string[];
    limit: number;
    admissionMs: number;
  },
): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `with head as (
       select id from agent_tasks
       where launch_state = 'queued' and admitted_at is null
         and lower(host) = lower(:host) and due_at <= clock_timestamp()
         and (repository_owner || '/' || repository_name) ~* any(:patterns)
       order by priority desc, due_at, seq
       limit :limit
       for update skip locked
     ), admitted as (
       update agent_tasks task
       set identity_id = :identityId, admitted_at = clock_timestamp(),
         lease_id = gen_random_uuid(),
         lease_until = clock_timestamp() + :admissionMs * interval '1 millisecond'
       from head where task.id = head.id
       returning task.id, task.priority, task.due_at, task.seq
     ), places as (
       insert into launch_ledger (identity_id, task_id, at)
       select :identityId, id, clock_timestamp() from admitted
     )
     select id from admitted order by priority desc, due_at, seq`,
    claim,
  );
  return rows.map(row => row.id);
}
