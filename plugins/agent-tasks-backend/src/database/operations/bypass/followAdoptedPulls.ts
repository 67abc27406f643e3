import type { Knex } from 'knex';

/**
 * Has the pull requests of adopted findings read and counted with the tasks
 * that adopted them. They stand under attempt 0, which is none of the broker's:
 * no phase follows from them.
 */
export async function followAdoptedPulls(
  tx: Knex.Transaction,
  findingIds: string[],
): Promise<void> {
  await tx.raw(
    `insert into pull_requests (task_id, attempt_number, database_id, global_id, next_look_at)
     select f.adopted_task_id, 0, p->>'databaseId', p->>'globalId', clock_timestamp()
     from bypass_findings f, jsonb_array_elements(f.pulls) p
     where f.id = any(?) and f.adopted_task_id is not null
     on conflict (task_id, database_id) do nothing`,
    [findingIds],
  );
}
