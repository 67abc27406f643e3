import { launchStates } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  launchEvents,
  LaunchEvent,
  nextLaunchState,
  statesThatAllow,
  transition,
} from './transitions';

// every cell; `-` is an illegal move
const events: LaunchEvent[] = [
  'approve',
  'reject',
  'ask-approval',
  'begin-launch',
  'accepted',
  'not-accepted',
  'postpone',
  'outcome-unknown',
  'adopt',
  'hold',
  'relaunch',
  'give-up',
  'retry',
  'withdraw',
  'take-back',
];
const cells = {
  awaiting_approval: 'queued rejected - - - - - - - - - - - withdrawn launched',
  queued:
    '- rejected awaiting_approval launching - launch_failed queued - - - - - - withdrawn launched',
  launching:
    '- - - - launched launch_failed queued launch_unknown - - - - - - -',
  launched: '- - awaiting_approval - - - - - - - - - queued - -',
  launch_unknown:
    '- - - - - - - - launched launch_unknown queued launch_failed - - -',
  launch_failed: '- - awaiting_approval - - - - - - - - - queued - -',
  rejected: '- - awaiting_approval - - - - - - - - - queued - -',
  withdrawn: '- - - - - - - - - - - - - - -',
};

describe('transitions', () => {
  it('knows every event', () => {
    expect([...launchEvents].sort()).toEqual([...events].sort());
    expect(Object.keys(cells).sort()).toEqual([...launchStates].sort());
  });

  const table = launchStates.flatMap(state =>
    cells[state]
      .split(' ')
      .map((next, index) => [state, events[index], next] as const),
  );

  it.each(table)('%s + %s = %s', (state, event, next) => {
    expect(nextLaunchState(state, event) ?? '-').toBe(next);
    expect(statesThatAllow(event).includes(state)).toBe(next !== '-');
  });

  it.each(table.filter(([, , next]) => next !== '-'))(
    'moves a task that is %s by %s to %s',
    (state, event, next) => {
      expect(transition(state, event)).toBe(next);
    },
  );

  it.each(table.filter(([, , next]) => next === '-'))(
    'refuses a task that is %s the event %s',
    (state, event) => {
      expect(() => transition(state, event)).toThrow(
        expect.objectContaining({ name: 'ConflictError' }),
      );
    },
  );

  it('never leads back to GitHub from an unknown outcome without a decision', () => {
    expect(nextLaunchState('launch_unknown', 'begin-launch')).toBeUndefined();
    expect(nextLaunchState('launching', 'begin-launch')).toBeUndefined();
  });
});
