import type { Knex } from 'knex';
import type { AuditEventRow } from '../../rows';

/** What is written on the audit trail. */
export type AuditEntry = Pick<
  AuditEventRow,
  'action' | 'actor' | 'result' | 'details'
> &
  Partial<Omit<AuditEventRow, 'id' | 'at'>>;

/** Adds a row to the audit trail, in the transaction of the action itself. */
export async function appendAudit(
  tx: Knex.Transaction | Knex,
  entry: AuditEntry,
): Promise<void> {
  await tx('audit_events').insert(entry);
}
