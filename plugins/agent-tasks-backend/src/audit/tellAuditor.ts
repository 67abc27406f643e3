import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  AuditColumns,
  toAuditContent,
} from '../database/operations/audit/auditColumns';

/**
 * Tells the platform's auditor of events that came with no request: launches,
 * what GitHub reported, identities. A request's route tells of its own.
 */
export async function tellAuditor(
  auditor: AuditorService,
  events: AuditColumns[],
): Promise<void> {
  for (const columns of events) {
    if (columns.requestId !== null) {
      continue;
    }
    const { action, result, ...meta } = toAuditContent(columns);
    const event = await auditor.createEvent({
      eventId: String(action).replaceAll('.', '-'),
      severityLevel: 'medium',
      meta,
    });
    await (result === 'refused'
      ? event.fail({ error: new Error(refusalOf(meta)) })
      : event.success());
  }
}

function refusalOf({ details }: JsonObject): string {
  const { reasons } = (details ?? {}) as { reasons?: { message?: string }[] };
  return (
    reasons?.map(({ message }) => message ?? '').join(' ') || 'It was refused.'
  );
}
