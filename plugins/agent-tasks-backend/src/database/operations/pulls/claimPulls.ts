import type { Knex } from 'knex';

/** A pull request that is due to be read. */
export type ClaimedPull = {
  task_id: string;
  attempt_number: number;
  database_id: string;
  global_id: string | null;
  head_ref: string | null;
  identity_id: string;
  repository_owner: string;
  repository_name: string;
  /** The database's clock. */
  now: Date;
};

/**
 * Claims pull requests that are due, and fills their queries up with those that
 * are due next: a query costs the same for one and for a hundred. The claim is the due time itself, put off for
 * `retryMs`: a replica that dies in between leaves them due then.
 *
 * Attempt 0 is none of ours: a pull request of an adopted task, which is read
 * as the latest attempt's are.
 */
export async function claimPulls(
  db: Knex,
  options: {
    identityIds: string[];
    /** Those that read with a token of their own, whatever the launching one's state. */
    ownTokenIds: string[];
    limit: number;
    /** What one query reads. */
    perQuery: number;
    aheadMs: number;
    retryMs: number;
  },
): Promise<ClaimedPull[]> {
  const { rows } = await db.raw<{ rows: ClaimedPull[] }>(
    `update pull_requests p
     set next_look_at = clock_timestamp() + :retryMs * interval '1 ms'
     from (
       select d.task_id, d.database_id, a.identity_id, t.repository_owner,
         t.repository_name, coalesce(d.head_ref, t.head_ref) as head_ref
       from pull_requests d
       join agent_tasks t on t.id = d.task_id
       join agent_task_attempts a
         on a.task_id = d.task_id
         and a.number = coalesce(nullif(d.attempt_number, 0), t.attempt_number)
       join identity_states i on i.identity_id = a.identity_id
       where d.next_look_at <= clock_timestamp() + :aheadMs * interval '1 ms'
         and (d.read_at is not null or d.next_look_at <= clock_timestamp())
         and a.identity_id = any(:identityIds)
         and (a.identity_id = any(:ownTokenIds) or (not i.quarantined
           and (i.paused_until is null or i.paused_until <= clock_timestamp())))
       order by d.next_look_at
       limit least(:limit, (
         select ceil(count(*) / :perQuery::float8)::int * :perQuery
         from pull_requests where next_look_at <= clock_timestamp()
       ))
       for update of d skip locked
     ) due
     where p.task_id = due.task_id and p.database_id = due.database_id
     returning p.task_id, p.attempt_number, p.database_id, p.global_id,
       due.head_ref, due.identity_id, due.repository_owner,
       due.repository_name, clock_timestamp() as now`,
    options,
  );
  return rows;
}
