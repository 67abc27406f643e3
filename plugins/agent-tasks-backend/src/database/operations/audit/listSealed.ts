import type { SealedAuditEvent } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { Knex } from 'knex';
import {
  AuditColumns,
  sealedAuditColumns,
  toAuditContent,
} from './auditColumns';

/** Sealed events in the order of the chain, those after a position. */
export async function listSealed(
  knex: Knex,
  options: { after: number; until: number; limit: number },
): Promise<SealedAuditEvent[]> {
  const { after, until, limit } = options;
  const { rows } = await knex.raw<{
    rows: (AuditColumns & { position: string; hash: string })[];
  }>(
    `select ${sealedAuditColumns} from audit_events e
     where e.position > ? and e.position <= ? order by e.position limit ?`,
    [after, until, limit],
  );
  return rows.map(row => {
    const event = toAuditContent(row) as SealedAuditEvent;
    event.position = Number(row.position);
    return event;
  });
}
