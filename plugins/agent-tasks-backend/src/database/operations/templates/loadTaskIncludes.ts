import type { Knex } from 'knex';
import type { TemplateVersionRow } from '../../rows';

/** The includes that a task's prompt was rendered with, in their order. */
export async function loadTaskIncludes(
  knex: Knex,
  taskId: string,
): Promise<TemplateVersionRow[]> {
  return knex('task_includes as include')
    .join('template_versions as version', 'version.id', 'include.version_id')
    .where('include.task_id', taskId)
    .orderBy('include.position')
    .select('version.*');
}
