import type {
  ScheduleRequest,
  ScheduleRunState,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { freezeAt, inFreeze } from './scheduleTimes';

/** Later than this, a run counts as missed. */
export const MISSED_MS = 5 * 60_000;

/** What becomes of a run whose time has come. */
export type RunDecision =
  | { state: 'skipped'; reason: string }
  | { state: 'waiting'; reason?: string; notBefore?: Date };

/** States of runs that have not ended. */
export const openRunStates: ScheduleRunState[] = [
  'waiting',
  'planning',
  'running',
];

/**
 * Whether a run begins, waits, or is left out. Pure; the first rule that says
 * no is the one that is told.
 */
export function decideRun(
  { times, overlap = 'skip', missed = 'run' }: ScheduleRequest,
  run: {
    now: Date;
    /** When it was to begin. */
    dueAt: Date;
    manual: boolean;
    /** Of runs of the same schedule that have not ended. */
    open: ScheduleRunState[];
  },
): RunDecision {
  const { now, dueAt, manual, open } = run;
  if (
    !manual &&
    missed === 'skip' &&
    now.getTime() - dueAt.getTime() > MISSED_MS
  ) {
    return { state: 'skipped', reason: 'Its time had passed unnoticed.' };
  }
  const freeze = manual ? undefined : freezeAt(times, now);
  if (freeze && times.inFreeze !== 'wait') {
    return { state: 'skipped', reason: inFreeze(freeze) };
  }
  if (open.length && overlap === 'skip') {
    return { state: 'skipped', reason: 'An earlier run has not ended.' };
  }
  if (overlap === 'queue' && open.includes('waiting')) {
    return { state: 'skipped', reason: 'Another run waits already.' };
  }
  return {
    state: 'waiting',
    ...(open.length &&
      overlap === 'queue' && { reason: 'Waits for the earlier run.' }),
    ...(freeze && { reason: inFreeze(freeze), notBefore: freeze.until }),
  };
}
