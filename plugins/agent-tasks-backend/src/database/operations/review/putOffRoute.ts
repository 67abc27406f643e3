import type { Knex } from 'knex';
import type { ClaimedRoute } from './claimRoutes';
import { seenSql } from './routeSql';

/** Lets go of a pull request that could not be decided about, for a while. */
export async function putOffRoute(
  db: Knex,
  claimed: ClaimedRoute,
  forMs: number,
): Promise<void> {
  await db.raw(
    `update pull_routes r set lease_id = null, lease_until = null,
       due_at = clock_timestamp() + :forMs * interval '1 ms',
       seen = ${seenSql}
     from pull_requests p
     join agent_tasks t on t.id = p.task_id
     where p.task_id = r.task_id and p.database_id = r.database_id
       and r.task_id = :task_id and r.database_id = :database_id
       and r.lease_id = :lease_id`,
    { ...claimed, forMs },
  );
}
