import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';
import { databaseTime } from '../sqlTime';

/** A new task; the rest of the columns have defaults or are empty. */
export type NewTask = Omit<
  Partial<TaskRow>,
  'seq' | 'created_at' | 'updated_at'
> &
  Pick<
    TaskRow,
    | 'id'
    | 'request_digest'
    | 'title'
    | 'host'
    | 'repository_owner'
    | 'repository_name'
    | 'repository_url'
    | 'parameters'
    | 'create_pull_request'
    | 'prompt'
    | 'prompt_digest'
    | 'requested_by'
    | 'source'
    | 'decision'
    | 'launch_state'
    | 'phase'
  >;

/**
 * Inserts a task, unless the same caller has used the same idempotency key:
 * two requests with one key meet in the unique index, the second waits for the
 * first's commit and gets nothing.
 */
export async function insertTask(
  tx: Knex.Transaction,
  task: NewTask,
): Promise<TaskRow | undefined> {
  const now = databaseTime(tx);
  const [row] = await tx('agent_tasks')
    .insert({
      due_at: now,
      ...task,
      phase_since: now,
      created_at: now,
      updated_at: now,
      parameters: JSON.stringify(
        task.parameters,
      ) as unknown as TaskRow['parameters'],
      decision: JSON.stringify(task.decision) as unknown as TaskRow['decision'],
    })
    .onConflict(['requested_by', 'idempotency_key'])
    .ignore()
    .returning('*');
  return row;
}
