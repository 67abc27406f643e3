import { BudgetUse, hasRoom } from './hasRoom';

const idle: BudgetUse = {
  paused: false,
  quarantined: false,
  rateLeft: 5_000,
  rateLimit: 5_000,
  points: 0,
  pointsPerMinute: 900,
};

describe('hasRoom', () => {
  it.each<[string, Partial<BudgetUse>, boolean]>([
    ['nothing is used', {}, true],
    [
      'GitHub has not told its limit yet',
      { rateLeft: undefined, rateLimit: undefined },
      true,
    ],
    ['a little more than half is left', { rateLeft: 2_501 }, true],
    ['half of the hour is used', { rateLeft: 2_500 }, false],
    ['a little less than half of the minute is used', { points: 449 }, true],
    ['half of the minute is used', { points: 450 }, false],
    ['it is paused', { paused: true }, false],
    ['it is out of use', { quarantined: true }, false],
  ])('where %s', (_, change, expected) => {
    expect(hasRoom({ ...idle, ...change })).toBe(expected);
  });
});
