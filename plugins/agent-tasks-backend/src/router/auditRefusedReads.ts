import { isError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import type { AuditTrail } from '../audit/AuditTrail';
import type { ReadCaller } from './readCaller';

/** What is read, by the first part of its path after the version. */
const subjects: Record<string, string> = {
  tasks: 'task',
  approvals: 'approval',
  templates: 'template',
  identities: 'identity',
  'audit-events': 'audit',
  provenance: 'provenance',
  campaigns: 'campaign',
  'campaign-shares': 'campaign',
  'bypass-findings': 'bypass',
  schedules: 'schedule',
};

/** What has a body and changes nothing. */
const readingPosts = ['/v1/schedules/next-runs'];

/**
 * Puts readings that were refused for want of a permission on the trail, where
 * nothing did so before. A task that its reader may not see does not exist for
 * them; asking for it leaves no trace, like any other mistyped id.
 */
export function auditRefusedReads(options: {
  readCaller: ReadCaller;
  trail: Pick<AuditTrail, 'refused'>;
}): ErrorRequestHandler {
  const { readCaller, trail } = options;
  return (error, req, _res, next) => {
    const refusedRead =
      (req.method === 'GET' || readingPosts.includes(req.path)) &&
      isError(error) &&
      error.name === 'NotAllowedError';
    if (!refusedRead) {
      next(error);
      return;
    }
    const subject = subjects[req.path.split('/')[2]] ?? 'broker';
    readCaller(req)
      .then(({ actor, requestId }) =>
        trail.refused(error, { action: `${subject}.read`, actor, requestId }),
      )
      // whatever happens here, the answer is the refusal
      .finally(() => next(error))
      .catch(() => {});
  };
}
