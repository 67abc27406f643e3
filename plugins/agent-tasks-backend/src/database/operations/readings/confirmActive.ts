import type { Knex } from 'knex';

/**
 * Rows are confirmed at most this often: it is a write for each active task
 * (2,000 of them among 100,000: 0.4 s).
 */
const CONFIRM_AFTER_MS = 30_000;

/**
 * Notes that a complete sweep, which began at `sweptAt`, has not named the
 * other active tasks of an identity: they are as they were.
 *
 * No deadlock with readings, which lock many rows of an identity too: a row that
 * somebody else writes right now needs no word of ours.
 */
export async function confirmActive(
  tx: Knex.Transaction,
  options: { identityId: string; sweptAt: Date },
): Promise<void> {
  const { identityId, sweptAt } = options;
  await tx('agent_tasks')
    .whereIn(
      'id',
      tx('agent_tasks')
        .select('id')
        .where({ identity_id: identityId, launch_state: 'launched' })
        .whereIn('agent_state', ['queued', 'in_progress'])
        .where('launched_at', '<', sweptAt)
        .where('read_at', '<', new Date(sweptAt.getTime() - CONFIRM_AFTER_MS))
        .orderBy('id')
        .forUpdate()
        .skipLocked(),
    )
    .update({ read_at: sweptAt });
}
