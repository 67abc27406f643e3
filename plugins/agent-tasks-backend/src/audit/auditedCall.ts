import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { ForwardedError, isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { createRefusal, reasonsOf } from '../refusals/Refusal';
import type { Caller } from '../tasks/TaskService';
import type { AuditTrail } from './AuditTrail';

/** What is done to a task, a template's version, a finding, a campaign or a schedule. */
export type AuditedVerb =
  | 'submit'
  | 'retry'
  | 'withdraw'
  | 'resolve'
  | 'approve'
  | 'reject'
  | 'attend'
  | 'promote'
  | 'deprecate'
  | 'revoke'
  | 'adopt'
  | 'excuse'
  | 'create'
  | 'plan'
  | 'delete'
  | 'exclude'
  | 'include'
  | 'extend'
  | 'version'
  | 'start'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'gate'
  | 'recall'
  | 'change'
  | 'enable'
  | 'disable'
  | 'run'
  | 'defer'
  | 'opt-out'
  | 'take-back';

/** What is put on the audit log. */
export type AuditedEvent = {
  verb: AuditedVerb;
  /** A task unless given. */
  subject?: 'task' | 'template' | 'bypass' | 'campaign' | 'schedule';
  taskId?: string;
  templateDigest?: string;
  meta?: JsonObject;
};

/** What is done, and what is to be said of it. */
export type AuditedAction<T> = (caller: Caller) => Promise<{
  result: T;
  meta?: JsonObject;
  /** Tasks of several that were refused while others were not. */
  refused?: { id: string; reasons: Reason[] }[];
}>;

/**
 * Does something for its caller and puts it, whatever its outcome, on
 * the platform's audit log, and a refusal on the broker's own trail.
 */
export type AuditedCall = <T>(
  caller: Caller,
  event: AuditedEvent & {
    request?: Parameters<AuditorService['createEvent']>[0]['request'];
  },
  action: AuditedAction<T>,
) => Promise<T>;

/** {@link AuditedCall} on the auditor service and the broker's trail. */
export function createAuditedCall(options: {
  auditor: AuditorService;
  trail: Pick<AuditTrail, 'refused'>;
}): AuditedCall {
  const { auditor, trail } = options;
  return async (caller, described, action) => {
    const {
      verb,
      subject = 'task',
      taskId,
      templateDigest,
      meta,
      request,
    } = described;
    const event = await auditor.createEvent({
      eventId: `${subject}-${verb}`,
      request,
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
        ...(templateDigest && { templateDigest }),
      });
      await event.fail({
        error: isError(error) ? error : new ForwardedError('Failed', error),
        meta: { reasons: reasonsOf(error) },
      });
      throw error;
    }
  };
}
