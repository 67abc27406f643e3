import type { AuditorService } from '@backstage/backend-plugin-api';
import { ForwardedError, isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { reasonsOf } from '../refusals/Refusal';

type AuditedRequest = NonNullable<
  Parameters<AuditorService['createEvent']>[0]['request']
>;

/** Puts a mutating route on the platform's audit log, once for every outcome. */
export type Audited = <T>(
  event: { eventId: string; request: AuditedRequest; meta?: JsonObject },
  action: () => Promise<{ result: T; meta?: JsonObject }>,
) => Promise<T>;

/** {@link Audited} on the auditor service. */
export function createAudited(auditor: AuditorService): Audited {
  return async ({ eventId, request, meta }, action) => {
    const event = await auditor.createEvent({
      eventId,
      request,
      severityLevel: 'medium',
      meta,
    });
    try {
      const outcome = await action();
      await event.success({ meta: outcome.meta });
      return outcome.result;
    } catch (error) {
      await event.fail({
        error: isError(error) ? error : new ForwardedError('Failed', error),
        meta: { reasons: reasonsOf(error) },
      });
      throw error;
    }
  };
}
