import type { Knex } from 'knex';

/**
 * Has targets looked at whose pull requests were merged since. A row that
 * somebody writes at the moment has its turn the next time.
 */
export async function noteMerges(db: Knex): Promise<void> {
  await db.raw(
    `update campaign_outcomes o
     set merged_at = merged.at, due_at = clock_timestamp()
     from (
       select n.target_id, t.phase_since as at
       from campaign_outcomes n
       join campaign_targets g on g.id = n.target_id
       join agent_tasks t on t.id = g.task_id
       where n.due_at is not null and n.merged_at is null and t.phase = 'done'
       for update of n skip locked
     ) merged
     where o.target_id = merged.target_id`,
  );
}
