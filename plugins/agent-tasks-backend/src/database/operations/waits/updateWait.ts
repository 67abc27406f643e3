import type { Knex } from 'knex';
import type { TaskWaitRow } from '../../rows';

/**
 * Writes to a wait that is as it was seen: the same thing, as often told, and
 * nobody has said anything about it since.
 *
 * @returns false where somebody else was faster.
 */
export async function updateWait(
  tx: Knex,
  seen: Pick<TaskWaitRow, 'task_id' | 'kind' | 'level' | 'attended_at'>,
  patch: Partial<Omit<TaskWaitRow, 'task_id' | 'told'>> & { told?: string[] },
): Promise<boolean> {
  const { told, ...rest } = patch;
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    'select 1 from task_waits where task_id = ? for update',
    [seen.task_id],
  );
  if (!rowCount) {
    return false;
  }
  const now = await tx('task_waits').where({ task_id: seen.task_id }).first();
  if (
    now?.kind !== seen.kind ||
    now.level !== seen.level ||
    now.attended_at?.getTime() !== seen.attended_at?.getTime()
  ) {
    return false;
  }
  await tx('task_waits')
    .where({ task_id: seen.task_id })
    .update({
      ...rest,
      ...(told && { told: JSON.stringify(told) as unknown as string[] }),
    });
  return true;
}
