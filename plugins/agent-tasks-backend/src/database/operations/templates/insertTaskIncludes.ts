import type { Knex } from 'knex';

/** Notes the includes of a task's prompt, in their order. */
export async function insertTaskIncludes(
  tx: Knex.Transaction,
  taskId: string,
  versionIds: string[],
): Promise<void> {
  if (versionIds.length) {
    await tx('task_includes').insert(
      versionIds.map((id, position) => ({
        task_id: taskId,
        position,
        version_id: id,
      })),
    );
  }
}
