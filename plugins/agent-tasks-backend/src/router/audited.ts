import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  AuditedAction,
  AuditedEvent,
  createAuditedCall,
} from '../audit/auditedCall';
import type { AuditTrail } from '../audit/AuditTrail';
import type { ReadCaller } from './readCaller';

type AuditedRequest = Parameters<ReadCaller>[0];

/**
 * Runs a mutating route for its caller and puts it, whatever its outcome, on
 * the platform's audit log, and a refusal on the broker's own trail.
 */
export type Audited = <T>(
  request: AuditedRequest,
  event: AuditedEvent,
  action: AuditedAction<T>,
) => Promise<T>;

/** {@link Audited} on the auditor service and the broker's trail. */
export function createAudited(options: {
  auditor: AuditorService;
  readCaller: ReadCaller;
  trail: Pick<AuditTrail, 'refused'>;
}): Audited {
  const { readCaller } = options;
  const audited = createAuditedCall(options);
  return async (request, event, action) =>
    audited(
      await readCaller(request),
      {
        ...event,
        request: request as Parameters<
          AuditorService['createEvent']
        >[0]['request'],
      },
      action,
    );
}
