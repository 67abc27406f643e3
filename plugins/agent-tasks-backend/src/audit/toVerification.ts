import type { AuditVerification } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TrailVerdict } from './verifyTrail';

/** A check of the trail as the API tells it. */
export function toVerification(verdict: TrailVerdict): AuditVerification {
  const { chain, after, head, complete, anchorsCompared, broken } = verdict;
  const { checkpoint } = chain;
  return {
    valid: !broken,
    complete,
    checked: {
      after: after.position,
      until: head.position,
      events: head.position - after.position,
      hash: head.hash,
    },
    sealed: {
      position: Number(chain.position),
      hash: chain.hash,
      ...(chain.sealed_at && { at: chain.sealed_at.toISOString() }),
      waiting: chain.unsealed,
      ...(chain.unsealed_since && {
        waitingSince: chain.unsealed_since.toISOString(),
      }),
    },
    anchorsCompared,
    ...(checkpoint && {
      checkpoint: {
        position: Number(checkpoint.position),
        at: checkpoint.at.toISOString(),
        newestEventAt: checkpoint.newest_at.toISOString(),
      },
    }),
    ...(broken && { broken }),
  };
}
