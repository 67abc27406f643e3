import type { Knex } from 'knex';

/**
 * Counts the pull requests of tasks on the tasks themselves, of all attempts:
 * a question about a million tasks has no time to look at each one's.
 *
 * No race: the caller has locked the tasks.
 */
export async function countPulls(
  tx: Knex.Transaction,
  taskIds: string[],
): Promise<void> {
  await tx.raw(
    `update agent_tasks t set pull_count = p.pulls, merged_count = p.merged
     from (select task_id, count(*) as pulls, count(*) filter (where state = 'merged') as merged
       from pull_requests
       where task_id = any(?) and number is not null
       group by task_id) p
     where p.task_id = t.id
       and (t.pull_count, t.merged_count) is distinct from (p.pulls, p.merged)`,
    [taskIds],
  );
}
