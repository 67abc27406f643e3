import {
  agentStates,
  launchStates,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { rowPhase } from '../database/operations/tasks/transitionTask';
import type { TaskRow } from '../database/rows';
import { taskActions } from './taskActions';

function actionsOf(row: Partial<TaskRow> & Pick<TaskRow, 'launch_state'>) {
  const facts = {
    agent_state: null,
    pull_state: null,
    pull_pending: false,
    held: false,
    not_before: null,
    ...row,
  };
  return taskActions({ ...facts, phase: rowPhase(facts) });
}

describe('taskActions', () => {
  it.each<[Parameters<typeof actionsOf>[0], boolean, boolean]>([
    [{ launch_state: 'awaiting_approval' }, false, true],
    [{ launch_state: 'queued' }, false, true],
    [{ launch_state: 'launching' }, false, false],
    [{ launch_state: 'launch_unknown' }, false, false],
    [{ launch_state: 'launch_unknown', held: true }, false, false],
    [{ launch_state: 'launch_failed' }, true, false],
    [{ launch_state: 'rejected' }, true, false],
    [{ launch_state: 'withdrawn' }, false, false],
    [{ launch_state: 'launched' }, false, false],
    [
      { launch_state: 'launched', agent_state: 'waiting_for_user' },
      false,
      false,
    ],
    [{ launch_state: 'launched', agent_state: 'completed' }, true, false],
    [
      {
        launch_state: 'launched',
        agent_state: 'completed',
        pull_pending: true,
      },
      false,
      false,
    ],
    [
      {
        launch_state: 'launched',
        agent_state: 'completed',
        pull_state: 'draft',
      },
      false,
      false,
    ],
    [
      {
        launch_state: 'launched',
        agent_state: 'completed',
        pull_state: 'merged',
      },
      false,
      false,
    ],
    [
      {
        launch_state: 'launched',
        agent_state: 'completed',
        pull_state: 'closed',
      },
      true,
      false,
    ],
    [{ launch_state: 'launched', agent_state: 'failed' }, true, false],
    [{ launch_state: 'launched', agent_state: 'timed_out' }, true, false],
    [{ launch_state: 'launched', agent_state: 'cancelled' }, true, false],
  ])('%j: retry %s, withdraw %s', (row, retry, withdraw) => {
    const actions = actionsOf(row);
    expect([actions.retry.allowed, actions.withdraw.allowed]).toEqual([
      retry,
      withdraw,
    ]);
  });

  it('leaves a decision to people where a launch is held', () => {
    for (const launch_state of launchStates) {
      for (const held of [true, false]) {
        expect(actionsOf({ launch_state, held }).resolve.allowed).toBe(
          held && launch_state === 'launch_unknown',
        );
      }
    }
  });

  it('says why, whenever something is not allowed', () => {
    for (const launch_state of launchStates) {
      for (const agent_state of [null, ...agentStates]) {
        for (const action of Object.values(
          actionsOf({ launch_state, agent_state }),
        )) {
          expect(action.allowed || action.reason).toBeTruthy();
        }
      }
    }
  });
});
