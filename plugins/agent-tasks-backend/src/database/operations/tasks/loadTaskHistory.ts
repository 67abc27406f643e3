import type { Knex } from 'knex';
import type { AttemptRow, TimelineRow } from '../../rows';

/** The attempts and the timeline of a task, oldest first. */
export async function loadTaskHistory(
  knex: Knex,
  taskId: string,
): Promise<{ attempts: AttemptRow[]; timeline: TimelineRow[] }> {
  const [attempts, timeline] = await Promise.all([
    knex('agent_task_attempts').where({ task_id: taskId }).orderBy('number'),
    knex('task_timeline').where({ task_id: taskId }).orderBy('id'),
  ]);
  return { attempts, timeline };
}
