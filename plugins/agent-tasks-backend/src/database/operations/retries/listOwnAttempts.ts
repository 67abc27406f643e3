import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';

/** A failed or reviewed task of so long ago is left to people. */
const OLDEST_DAYS = 30;

/**
 * Tasks whose template has a rule about another attempt, and that no replica
 * has decided about since their latest one.
 */
export async function listOwnAttempts(
  db: Knex,
  limit: number,
): Promise<TaskRow[]> {
  const { rows } = await db.raw<{ rows: TaskRow[] }>(
    `select t.*
     from agent_tasks t
     join template_versions v on v.id = t.template_version_id
     left join own_attempts o
       on o.task_id = t.id and o.after_attempt = t.attempt_number
     where ((t.phase = 'failed' and t.launch_state in ('launched', 'launch_failed')
           and v.content->'spec'->'retry' is not null
           and t.attempt_number < (v.content->'spec'->'retry'->>'maxAttempts')::int)
         or (t.phase = 'in-review' and t.launch_state = 'launched'
           and v.content->'spec'->'review'->'followUps' is not null
           and exists (
             select 1 from pull_requests p
             where p.task_id = t.id and p.attempt_number = t.attempt_number
               and p.state in ('draft', 'open')
               and (p.checks = 'failure' or p.review_decision = 'changes-requested'
                 or p.reviews @> '[{"state": "changes-requested"}]'))))
       and t.phase_since > clock_timestamp() - make_interval(days => :days)
       -- how it has ended is not in a list: it is read by itself first
       and (t.launch_state <> 'launched' or t.next_look_at is null)
       -- the token that it was launched with is gone
       and not t.as_requester
       and (o.task_id is null
         or (o.outcome is null and o.lease_until <= clock_timestamp()))
     -- those that are left to people do not stand in the way of the others
     order by random()
     limit :limit`,
    { limit, days: OLDEST_DAYS },
  );
  return rows;
}
