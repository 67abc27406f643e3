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
  const written = await tx('task_waits')
    .where({ task_id: seen.task_id, kind: seen.kind, level: seen.level })
    .whereRaw('attended_at is not distinct from ?', [seen.attended_at])
    .update({
      ...rest,
      ...(told && { told: JSON.stringify(told) as unknown as string[] }),
    });
  return written > 0;
}
