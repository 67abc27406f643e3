import type { AuditChainHead } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { Knex } from 'knex';
import type { AuditCheckpointRow } from '../../rows';
import { databaseTimeRaw } from '../sqlTime';

/**
 * Removes events from the beginning of the chain that are older than an age,
 * and notes where it goes on, in the transaction that has the chain's lock. An
 * event that is young enough keeps all that were sealed after it.
 *
 * @returns the note, or undefined where nothing is old enough
 */
export async function pruneEvents(
  tx: Knex.Transaction,
  options: { start: AuditChainHead; olderThanMs: number; limit: number },
): Promise<AuditCheckpointRow | undefined> {
  const { start, olderThanMs, limit } = options;
  const { rows } = await tx.raw<{
    rows: { position: string; hash: string; at: Date }[];
  }>(
    `delete from audit_events where position in (
       select position from (
         select position, bool_and(at < ?) over (order by position) as old
         from audit_events where position > ? order by position limit ?
       ) first_events where old)
     returning position, hash, at`,
    [databaseTimeRaw(tx, -olderThanMs), start.position, limit],
  );
  const [last] = [...rows].sort(
    (a, b) => Number(b.position) - Number(a.position),
  );
  if (!last) {
    return undefined;
  }
  const [checkpoint] = await tx('audit_checkpoints')
    .insert({
      position: last.position,
      hash: last.hash,
      events: rows.length,
      newest_at: new Date(Math.max(...rows.map(({ at }) => at.getTime()))),
    })
    .returning('*');
  return checkpoint;
}
