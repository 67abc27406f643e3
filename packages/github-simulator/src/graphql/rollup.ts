import { CommitStatus, WorkflowRun } from '../state/types';

/** One state for all checks of a commit; undefined where there are none. */
export function rollup(
  runs: Pick<WorkflowRun, 'status' | 'conclusion'>[],
  statuses: Pick<CommitStatus, 'context' | 'state'>[],
): 'SUCCESS' | 'PENDING' | 'FAILURE' | 'ERROR' | undefined {
  const latest = new Map<string, CommitStatus['state']>();
  for (const { context, state } of statuses) latest.set(context, state);
  const states = [
    ...latest.values(),
    ...runs.map(({ status, conclusion }) => {
      if (status !== 'completed') return 'pending' as const;
      if (conclusion === 'success') return 'success' as const;
      // "Approve and run" has not happened yet.
      if (conclusion === 'action_required') return 'pending' as const;
      return 'failure' as const;
    }),
  ];
  if (!states.length) return undefined;
  if (states.includes('failure')) return 'FAILURE';
  if (states.includes('error')) return 'ERROR';
  return states.includes('pending') ? 'PENDING' : 'SUCCESS';
}
