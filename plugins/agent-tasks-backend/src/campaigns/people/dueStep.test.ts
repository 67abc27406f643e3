import { dueStep } from './dueStep';

const DAY_MS = 24 * 60 * 60_000;
const dueAt = new Date('2030-06-30T12:00:00Z');
const days = (count: number) => new Date(dueAt.getTime() - count * DAY_MS);
const rule = { enabled: true, beforeMs: [7 * DAY_MS, DAY_MS], overdue: true };

describe('dueStep', () => {
  it.each([
    // days left, started so many days before, days of the step
    [8, 30, undefined],
    [7, 30, 7],
    [6, 30, 7],
    [1.01, 30, 7],
    [1, 30, 1],
    [0.5, 30, 1],
    [0, 30, 0],
    [-40, 30, 0],
    // begun in between: the next one is the first
    [5, 5, undefined],
    [1, 5, 1],
    [7, 7, 7],
    // begun too late altogether
    [-1, -1, 0],
  ])('with %d days left of a start %d days before: %s', (left, begun, step) => {
    const found = dueStep({ dueAt, startedAt: days(begun) }, days(left), rule);
    expect(found && found.beforeMs / DAY_MS).toBe(step);
  });

  it('is none where the configuration wants none', () => {
    const campaign = { dueAt, startedAt: days(30) };
    expect(
      dueStep(campaign, days(1), { ...rule, enabled: false }),
    ).toBeUndefined();
    expect(
      dueStep(campaign, days(-1), { ...rule, overdue: false }),
    ).toBeUndefined();
    expect(dueStep(campaign, days(1), { ...rule, beforeMs: [] })).toBe(
      undefined,
    );
  });
});
