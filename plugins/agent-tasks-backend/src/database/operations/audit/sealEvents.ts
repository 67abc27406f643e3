import type { AuditChainHead } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/** An event with the place that it gets. */
export type Seal = { id: string; position: number; hash: string };

/**
 * Gives events their places and moves the chain's end to the last of them, in
 * the transaction that has the chain's lock.
 *
 * @throws where one of them has a place already; the lock rules that out.
 */
export async function sealEvents(
  tx: Knex.Transaction,
  seals: Seal[],
  head: AuditChainHead,
): Promise<void> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update audit_events e set position = v.position, hash = v.hash
     from jsonb_to_recordset(?::jsonb) as v(id bigint, position bigint, hash text)
     where e.id = v.id and e.position is null`,
    [JSON.stringify(seals)],
  );
  if (rowCount !== seals.length) {
    throw new Error('Audit events were sealed twice; nothing is written');
  }
  await tx('audit_chain')
    .where({ id: 1 })
    .update({
      position: String(head.position),
      hash: head.hash,
      sealed_at: databaseTime(tx),
    });
}
