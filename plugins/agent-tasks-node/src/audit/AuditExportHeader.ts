import type { AuditChainHead } from './auditChain';

/**
 * What the first line of an export says that it is.
 *
 * @public
 */
export const AUDIT_EXPORT_KIND = 'agent-tasks-audit-export';

/**
 * The first line of an export: the stretch of the chain that follows.
 *
 * @public
 */
export type AuditExportHeader = {
  kind: typeof AUDIT_EXPORT_KIND;
  /** ISO 8601. */
  exportedAt: string;
  /** The events begin after this one. */
  after: AuditChainHead;
  /** The last event that belongs to the export. */
  until: AuditChainHead;
};
