import type { Knex } from 'knex';

/** Longest of GitHub's windows, and a margin. */
const KEEP_HOURS = 2;

/**
 * Removes places that no window counts any more, and open places of tasks that
 * were withdrawn, rejected or released before their POST left.
 */
export async function cleanLedger(knex: Knex): Promise<void> {
  await knex('launch_ledger')
    .where(
      'sent_at',
      '<',
      knex.raw(`clock_timestamp() - ? * interval '1 hour'`, [KEEP_HOURS]),
    )
    .orWhere(open =>
      open
        .whereNull('sent_at')
        .whereNotExists(
          knex('agent_tasks as task')
            .select(knex.raw('1'))
            .whereRaw('task.id = launch_ledger.task_id')
            .whereRaw('task.identity_id = launch_ledger.identity_id')
            .whereRaw(
              `(task.launch_state = 'launching' or (task.launch_state = 'queued' and task.admitted_at is not null))`,
            ),
        ),
    )
    .delete();
}
