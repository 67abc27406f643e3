import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { ForwardedError, isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { AuditTrail } from '../audit/AuditTrail';
import { createRefusal, reasonsOf } from '../refusals/Refusal';
import type { Caller } from '../tasks/TaskService';
import type { ReadCaller } from './readCaller';

type AuditedRequest = Parameters<ReadCaller>[0];

/**
 * Runs a mutating route for its caller and puts it, whatever its outcome, on
 * the platform's audit log, and a refusal on the broker's own trail.
 */
export type Audited = <T>(
  request: AuditedRequest,
  event: {
    /** What is done to a task, the version of a template, or a finding. */
    verb:
      | 'submit'
      | 'retry'
      | 'withdraw'
      | 'resolve'
      | 'promote'
      | 'deprecate'
      | 'revoke'
      | 'adopt'
      | 'excuse';
    /** A task unless given. */
    subject?: 'task' | 'template' | 'bypass';
    taskId?: string;
    meta?: JsonObject;
  },
  action: (caller: Caller) => Promise<{
    result: T;
    meta?: JsonObject;
    /** Tasks of several that were refused while others were not. */
    refused?: { id: string; reasons: Reason[] }[];
  }>,
) => Promise<T>;

/** {@link Audited} on the auditor service and the broker's trail. */
export function createAudited(options: {
  auditor: AuditorService;
  readCaller: ReadCaller;
  trail: Pick<AuditTrail, 'refused'>;
}): Audited {
  const { auditor, readCaller, trail } = options;
  return async (request, described, action) => {
    const { verb, subject = 'task', taskId, meta } = described;
    const caller = await readCaller(request);
    const event = await auditor.createEvent({
      eventId: `${subject}-${verb}`,
      request: request as Parameters<
        AuditorService['createEvent']
      >[0]['request'],
      severityLevel: 'medium',
      meta: { ...meta, ...(taskId && { taskId }) },
    });
    try {
      const outcome = await action(caller);
      for (const { id, reasons } of outcome.refused ?? []) {
        await trail.refused(createRefusal('conflict', reasons), {
          action: `${subject}.${verb}`,
          actor: caller.actor,
          requestId: caller.requestId,
          taskId: id,
        });
      }
      await event.success({ meta: outcome.meta });
      return outcome.result;
    } catch (error) {
      await trail.refused(error, {
        action: `${subject}.${verb}`,
        actor: caller.actor,
        requestId: caller.requestId,
        ...(taskId && { taskId }),
      });
      await event.fail({
        error: isError(error) ? error : new ForwardedError('Failed', error),
        meta: { reasons: reasonsOf(error) },
      });
      throw error;
    }
  };
}
