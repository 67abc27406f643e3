import {
  AgentState,
  isSettledAgentState,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { databaseTime } from '../database/operations/sqlTime';
import type { TaskPatch } from '../database/operations/tasks/transitionTask';
import type { AttemptRow } from '../database/rows';
import type { TaskReading } from '../github/mapTask';

/** The tracker's lists name a new task before; this is for when they do not. */
const FIRST_LOOK_MS = 90_000;

/** Columns of a task that GitHub has started. */
export function acceptedPatch(tx: Knex, reading: TaskReading): TaskPatch {
  const state = launchedState(reading);
  return {
    github_task_id: reading.id,
    github_task_url: reading.url ?? null,
    agent_state: state ?? null,
    github_updated_at: state ? reading.updatedAt : null,
    launched_at: databaseTime(tx),
    read_at: databaseTime(tx),
    next_look_at: databaseTime(tx, state ? FIRST_LOOK_MS : 0),
    admitted_at: null,
    lease_id: null,
    lease_until: null,
    held: false,
    failure_class: null,
    failure_message: null,
  };
}

/** Columns of its attempt. */
export function acceptedAttempt(reading: TaskReading): Partial<AttemptRow> {
  return {
    outcome: 'accepted',
    github_task_id: reading.id,
    github_task_url: reading.url ?? null,
    agent_state: launchedState(reading) ?? null,
    failure_class: null,
    failure_message: null,
  };
}

/**
 * A state that we do not know stays unread: the tracker reports it. So does one
 * that has settled before it was adopted: how it ended is read, and told, by
 * the tracker, with its pull request.
 */
function launchedState({ state }: TaskReading): AgentState | undefined {
  return state && isSettledAgentState(state) ? undefined : state;
}
