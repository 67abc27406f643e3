import type { Knex } from 'knex';
import { rankSql, seenSql } from './routeSql';

/** A pull request that this process may write to until its lease ends. */
export type ClaimedRoute = {
  task_id: string;
  database_id: string;
  lease_id: string;
};

/**
 * Claims open pull requests of tasks in review that are due: never looked at,
 * changed since, or put off until now. Those of the highest tier come first,
 * and nobody is asked to review what is being taken back.
 *
 * No race: a claim locks the pull request, skips those that are locked, and
 * leaves alone what another replica holds a lease of.
 */
export async function claimRoutes(
  db: Knex,
  options: {
    leaseId: string;
    leaseMs: number;
    identityIds: string[];
    /** Those that write with a token of their own, whatever the launching one's state. */
    ownTokenIds: string[];
    limit: number;
  },
): Promise<ClaimedRoute[]> {
  const { rows } = await db.raw<{ rows: ClaimedRoute[] }>(
    `with due as (
       select p.task_id, p.database_id
       from agent_tasks t
       join pull_requests p
         on p.task_id = t.id and p.attempt_number = t.attempt_number
       join agent_task_attempts a
         on a.task_id = t.id and a.number = t.attempt_number
       join identity_states i on i.identity_id = a.identity_id
       left join pull_routes r
         on r.task_id = p.task_id and r.database_id = p.database_id
       where t.phase = 'in-review'
         and p.state in ('draft', 'open') and p.number is not null
         and a.identity_id = any(:identityIds)
         and (a.identity_id = any(:ownTokenIds) or (not i.quarantined
           and (i.paused_until is null or i.paused_until <= clock_timestamp())))
         and not exists (
           select 1 from campaign_targets g
           where g.task_id = t.id and g.recall_state = 'pending')
         and (r.task_id is null
           or ((r.lease_until is null or r.lease_until <= clock_timestamp())
             and (r.due_at <= clock_timestamp() or r.seen is distinct from ${seenSql})))
       order by ${rankSql('t')}
       limit :limit
       for update of p skip locked
     )
     insert into pull_routes as route (task_id, database_id, lease_id, lease_until)
     select task_id, database_id, :leaseId::uuid,
       clock_timestamp() + :leaseMs * interval '1 ms'
     from due
     on conflict (task_id, database_id) do update
       set lease_id = excluded.lease_id, lease_until = excluded.lease_until
       where route.lease_until is null or route.lease_until <= clock_timestamp()
     returning task_id, database_id, lease_id`,
    options,
  );
  return rows;
}
