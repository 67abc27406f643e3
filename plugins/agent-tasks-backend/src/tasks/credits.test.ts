import { roundCredits } from './credits';

describe('roundCredits', () => {
  it.each([
    ['0', 0],
    ['49999999', 0],
    ['50000000', 0.1],
    ['1249999999', 1.2],
    ['1250000000', 1.3],
  ])('%s nano units are %s credits', (nano, credits) => {
    expect(roundCredits(nano)).toBe(credits);
  });
});
