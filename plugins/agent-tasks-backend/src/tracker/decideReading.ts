import {
  AgentState,
  FailureClass,
  isSettledAgentState,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { TaskRow } from '../database/rows';
import type { SessionReading, TaskReading } from '../github/mapTask';
import { classifyFailure } from './classifyFailure';
import { sumUsage, Usage } from './sumUsage';

/**
 * What a reading does to a row. Pure; no clock but the one handed in.
 *
 * Readings form a total order: by GitHub's `updated_at`, and within the same
 * second (GitHub gives no finer time) by how far the state is on a task's way.
 * The row keeps the greatest reading that it was given, so that duplicates,
 * reordering and losses cannot move it backwards, and no replica's clock takes
 * part.
 *
 * Not promised: a task that moves *back* on its way within one second (a
 * question answered in the second in which it was asked) shows its earlier
 * state until GitHub's `updated_at` moves again.
 */

/** How often a task that waits for a person is read, in silent times. */
const WAITING_LOOK_FACTOR = 6;

/** Place on a task's way, for two readings of the same second. */
const ranks: Record<AgentState, number> = {
  queued: 0,
  in_progress: 1,
  idle: 2,
  waiting_for_user: 3,
  completed: 4,
  cancelled: 5,
  timed_out: 6,
  failed: 7,
};

/** The columns that decide what a reading does. */
export type ReadingBasis = Pick<
  TaskRow,
  | 'agent_state'
  | 'github_updated_at'
  | 'pull_state'
  | 'pull_pending'
  | 'head_ref'
  | 'github_task_url'
  | 'failure_class'
  | 'failure_message'
  | 'settled_at'
  | 'next_look_at'
>;

/** The columns that a reading sets. */
export type ReadingPatch = ReadingBasis;

/** What an attempt keeps of a reading of a single task. */
export type ReadingDetail = Usage & { sessions: SessionReading[] };

/** What to do with a reading. */
export type ReadingDecision =
  /** GitHub has a state that this version does not know. */
  | { kind: 'unknown-state'; value: string }
  /** An earlier truth than the row's. */
  | { kind: 'stale' }
  /** The same truth as the row's; what is due for it stays due. */
  | { kind: 'unchanged' }
  | {
      kind: 'apply';
      patch: ReadingPatch;
      detail?: ReadingDetail;
      /** Whether anything changed that people see. */
      visible: boolean;
      /** For the task's story, where its state changed. */
      story?: JsonObject;
    };

/** Decides what a reading of the current attempt's task does to its row. */
export function decideReading(
  row: ReadingBasis,
  reading: TaskReading,
  options: {
    now: Date;
    /** A task whose reading did not change for this long is read by itself. */
    silentAfterMs: number;
  },
): ReadingDecision {
  const unknown = [reading, ...(reading.sessions ?? [])].find(
    ({ state }) => !state,
  );
  if (unknown || !reading.state) {
    return { kind: 'unknown-state', value: (unknown ?? reading).rawState };
  }
  const order = compare(row, reading.state, reading.updatedAt);
  if (order < 0) {
    return { kind: 'stale' };
  }
  const detailed = reading.sessions !== undefined;
  if (order === 0 && !detailed && !namesFirstPull(row, reading)) {
    return { kind: 'unchanged' };
  }
  const settled = isSettledAgentState(reading.state);
  const patch: ReadingPatch = {
    agent_state: reading.state,
    github_updated_at: reading.updatedAt,
    github_task_url: reading.url ?? row.github_task_url,
    head_ref: readHeadRef(reading) ?? row.head_ref,
    settled_at: settled ? reading.updatedAt : null,
    pull_state: row.pull_state,
    pull_pending: isPullPending(row, reading),
    next_look_at: nextLook(reading, options),
    ...readFailure(row, reading),
  };
  const moved = row.agent_state !== reading.state;
  return {
    kind: 'apply',
    patch,
    visible:
      moved ||
      detailed ||
      (
        [
          'pull_pending',
          'head_ref',
          'github_task_url',
          'failure_class',
          'failure_message',
        ] as const
      ).some(column => patch[column] !== row[column]),
    ...(reading.sessions && {
      detail: { sessions: reading.sessions, ...sumUsage(reading.sessions) },
    }),
    ...(moved && {
      story: {
        state: reading.state,
        ...(row.agent_state && { previousState: row.agent_state }),
        ...(patch.failure_class && { failureClass: patch.failure_class }),
        ...(patch.failure_message && { message: patch.failure_message }),
      },
    }),
  };
}

/** Negative: the reading is older than the row; 0: the same; positive: newer. */
function compare(row: ReadingBasis, state: AgentState, updatedAt: Date) {
  if (!row.agent_state || !row.github_updated_at) {
    return 1;
  }
  return (
    updatedAt.getTime() - row.github_updated_at.getTime() ||
    ranks[state] - ranks[row.agent_state]
  );
}

/**
 * While a pull request may exist and was not read, nobody is told that a task
 * ended without one.
 */
function isPullPending(row: ReadingBasis, reading: TaskReading): boolean {
  if (row.pull_state) {
    return false;
  }
  // a single reading comes with a search by branch, a list does not
  return (
    reading.pulls.length > 0 ||
    (!reading.sessions && reading.state === 'completed')
  );
}

/** A draft is opened within the second in which the work begins. */
function namesFirstPull(row: ReadingBasis, reading: TaskReading): boolean {
  return (
    reading.pulls.length > 0 &&
    !row.pull_state &&
    !row.pull_pending &&
    !row.settled_at
  );
}

function nextLook(
  reading: TaskReading,
  options: { now: Date; silentAfterMs: number },
): Date | null {
  const after = (ms: number) => new Date(options.now.getTime() + ms);
  switch (reading.state) {
    case 'completed':
    case 'failed':
    case 'timed_out':
    case 'cancelled':
      // usage, error and branch are not in a list
      return reading.sessions ? null : after(0);
    case 'idle':
    case 'waiting_for_user':
      return after(options.silentAfterMs * WAITING_LOOK_FACTOR);
    default:
      return after(options.silentAfterMs);
  }
}

function readHeadRef(reading: TaskReading): string | undefined {
  return (
    newestFirst(reading.sessions ?? []).find(({ headRef }) => headRef)
      ?.headRef ?? reading.branches.at(-1)?.headRef
  );
}

function readFailure(
  row: ReadingBasis,
  reading: TaskReading,
): { failure_class: FailureClass | null; failure_message: string | null } {
  const message = reading.sessions
    ? newestFirst(reading.sessions)[0]?.error
    : (row.agent_state === reading.state && row.failure_message) || undefined;
  const failureClass = reading.state && classifyFailure(reading.state, message);
  return {
    failure_class: failureClass ?? null,
    failure_message: (failureClass && message) ?? null,
  };
}

function newestFirst(sessions: SessionReading[]): SessionReading[] {
  return [...sessions].sort(
    (a, b) => b.createdAt.getTime() - a.createdAt.getTime(),
  );
}
