import type { TaskReading } from '../github/mapTask';
import { verdictOf } from './verdictOf';

const reading: TaskReading = {
  id: 't1',
  rawState: 'queued',
  createdAt: new Date(),
  updatedAt: new Date(),
  pulls: [],
  branches: [],
};
const none = { matches: [], complete: true };
const partly = { matches: [], complete: false };
const one = { matches: [reading], complete: false };
const two = { matches: [reading, reading], complete: true };

describe('verdictOf', () => {
  it.each([
    // found, after the window, unreadable, afterWindow, verdict
    [one, false, false, 'hold', 'adopt'],
    [one, true, true, 'relaunch', 'adopt'],
    [two, false, false, 'relaunch', 'hold'],
    [none, false, false, 'relaunch', 'look-again'],
    [none, true, false, 'hold', 'hold'],
    [none, true, false, 'relaunch', 'relaunch'],
    // nothing is sent again while something may not have been seen
    [partly, true, false, 'relaunch', 'look-again'],
    [partly, true, true, 'relaunch', 'hold'],
    [undefined, true, false, 'relaunch', 'look-again'],
    [undefined, true, true, 'relaunch', 'hold'],
  ] as const)(
    '%j, after the window %s, unreadable %s, %s: %s',
    (found, lookedAfterWindow, unreadable, afterWindow, kind) => {
      expect(
        verdictOf({
          found: found && { ...found, matches: [...found.matches] },
          lookedAfterWindow,
          unreadable,
          afterWindow,
        }).kind,
      ).toBe(kind);
    },
  );
});
