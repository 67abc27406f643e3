import type { Knex } from 'knex';
import type { AttemptRow, TemplateVersionRow, TimelineRow } from '../../rows';
import { loadTaskIncludes } from '../templates/loadTaskIncludes';

/** The attempts, the timeline and the includes of a task, in their order. */
export async function loadTaskHistory(
  knex: Knex,
  taskId: string,
): Promise<{
  attempts: AttemptRow[];
  timeline: TimelineRow[];
  includes: TemplateVersionRow[];
}> {
  const [attempts, timeline, includes] = await Promise.all([
    knex('agent_task_attempts').where({ task_id: taskId }).orderBy('number'),
    knex('task_timeline').where({ task_id: taskId }).orderBy('id'),
    loadTaskIncludes(knex, taskId),
  ]);
  return { attempts, timeline, includes };
}
