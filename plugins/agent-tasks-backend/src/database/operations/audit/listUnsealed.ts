import type { Knex } from 'knex';
import { AuditColumns, auditColumns } from './auditColumns';

/** Committed events that have no place in the chain, the oldest first. */
export async function listUnsealed(
  tx: Knex,
  limit: number,
): Promise<AuditColumns[]> {
  const { rows } = await tx.raw<{ rows: AuditColumns[] }>(
    `select ${auditColumns} from audit_events e
     where e.position is null order by e.id limit ?`,
    [limit],
  );
  return rows;
}
