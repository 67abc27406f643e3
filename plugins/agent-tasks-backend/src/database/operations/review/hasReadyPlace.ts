import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';
import { lockLimit } from '../limits/lockLimit';
import { rankSql } from './routeSql';

/**
 * Whether one more pull request of the owner may become ready, and this one is
 * the next.
 *
 * No race: who asks for the same owner waits for the end of this transaction,
 * and then counts what it has written.
 */
export async function hasReadyPlace(
  tx: Knex.Transaction,
  options: {
    task: Pick<TaskRow, 'id' | 'owner_ref'>;
    databaseId: string;
    most: number;
  },
): Promise<boolean> {
  const { task, databaseId, most } = options;
  if (task.owner_ref === null) {
    return true;
  }
  await lockLimit(tx, `ready ${task.owner_ref.toLowerCase()}`);
  const { rows } = await tx.raw<{ rows: { free: boolean }[] }>(
    `select (
       select count(*)
       from agent_tasks t
       join pull_requests p
         on p.task_id = t.id and p.attempt_number = t.attempt_number
       left join pull_routes r
         on r.task_id = p.task_id and r.database_id = p.database_id
       where lower(t.owner_ref) = lower(:owner)
         and (p.task_id, p.database_id) <> (:taskId::uuid, :databaseId)
         and (p.state = 'open' or (p.state = 'draft'
           -- was marked ready, or is about to be, and was not read since
           and coalesce(r.ready_at, r.ready_intent_at) > coalesce(p.read_at, 'epoch')))
     ) < :most and not exists (
       select 1
       from pull_routes r
       join pull_requests p
         on p.task_id = r.task_id and p.database_id = r.database_id
       join agent_tasks o on o.id = r.task_id and o.attempt_number = p.attempt_number
       join agent_tasks t on t.id = :taskId::uuid
       where r.task_id <> :taskId::uuid and r.ready_at is null
         -- nobody waits for one that no replica looks at any more
         and ((r.waits_for = 'capacity' and r.due_at > clock_timestamp() - interval '5 minutes')
           or (r.waits_for is null and r.lease_until > clock_timestamp()))
         and p.state = 'draft' and o.phase = 'in-review'
         and lower(o.owner_ref) = lower(:owner)
         and ${rankSql('o')} < ${rankSql('t')}
     ) as free`,
    { owner: task.owner_ref, taskId: task.id, databaseId, most },
  );
  return rows[0].free;
}
