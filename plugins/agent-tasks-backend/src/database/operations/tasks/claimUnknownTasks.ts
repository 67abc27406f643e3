import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';
import { databaseTime } from '../sqlTime';

/** Claims tasks with an unknown outcome that are due for a look. */
export async function claimUnknownTasks(
  knex: Knex,
  options: { leaseId: string; leaseMs: number; limit: number },
): Promise<TaskRow[]> {
  return await knex('agent_tasks')
    .whereIn(
      'id',
      knex('agent_tasks')
        .select('id')
        .where({ launch_state: 'launch_unknown', held: false })
        .where('due_at', '<=', knex.raw('clock_timestamp()'))
        .andWhere(free =>
          free
            .whereNull('lease_until')
            .orWhere('lease_until', '<', knex.raw('clock_timestamp()')),
        )
        .orderBy('due_at')
        .limit(options.limit)
        .forUpdate()
        .skipLocked(),
    )
    .update({
      lease_id: options.leaseId,
      lease_until: databaseTime(knex, options.leaseMs),
    })
    .returning('*');
}
