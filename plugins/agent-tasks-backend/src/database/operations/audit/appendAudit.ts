import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { AuditEventRow } from '../../rows';

/** What is written on the audit trail. */
export type AuditEntry = Pick<
  AuditEventRow,
  'action' | 'actor' | 'result' | 'details'
> &
  Partial<
    Omit<AuditEventRow, 'id' | 'at' | 'actor_kind' | 'position' | 'hash'>
  >;

/** They act for whoever has asked for the task. */
const actingForRequesters = ['plugin:agent-tasks', 'github'];

const ofTask: Partial<Record<keyof AuditEventRow, string>> = {
  entity_ref: 't.entity_ref',
  repository: `t.host || '/' || t.repository_owner || '/' || t.repository_name`,
  template_digest:
    '(select v.digest from template_versions v where v.id = t.template_version_id)',
  ticket: 't.ticket',
};

/**
 * Adds rows to the audit trail, in the transaction of the action itself.
 *
 * `requestId`, `before` and `after` among the details go to their own columns.
 * What an entry does not say of its task is read from the task.
 */
export async function appendAudit(
  tx: Knex.Transaction | Knex,
  ...entries: AuditEntry[]
): Promise<void> {
  if (entries.length) {
    await tx('audit_events').insert(entries.map(entry => toRow(tx, entry)));
  }
}

function toRow(
  tx: Knex.Transaction | Knex,
  entry: AuditEntry,
): Partial<AuditEventRow> {
  const { requestId, before, after, ...details } = entry.details;
  const row: Partial<AuditEventRow> = {
    ...entry,
    request_id: entry.request_id ?? text(requestId),
    before: entry.before ?? object(before),
    after: entry.after ?? object(after),
    details,
  };
  const taskId = entry.task_id;
  if (!taskId) {
    return row;
  }
  const read = (sql: string) =>
    tx.raw(`(select ${sql} from agent_tasks t where t.id = ?)`, [
      taskId,
    ]) as unknown as string;
  const missing = Object.entries(ofTask).filter(
    ([column]) => entry[column as keyof AuditEntry] === undefined,
  );
  return {
    ...row,
    ...Object.fromEntries(missing.map(([column, sql]) => [column, read(sql)])),
    ...(entry.on_behalf_of === undefined &&
      actingForRequesters.includes(entry.actor) && {
        on_behalf_of: read('t.requested_by'),
      }),
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function object(value: unknown): JsonObject | null {
  return value && typeof value === 'object' ? (value as JsonObject) : null;
}
