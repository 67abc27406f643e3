import { cronWords } from './cronWords';

describe('cronWords', () => {
  it.each([
    ['0 2 * * *', 24, 'At 02:00, every day'],
    ['30 18 * * 1-5', 12, 'At 06:30 PM, Monday through Friday'],
    ['0 9 * * 7', 24, 'At 09:00, only on Sunday'],
    ['0 4 1 */3 *', 24, 'At 04:00, on day 1 of the month, every 3 months'],
    ['0 0 9 * * *', 24, undefined],
    ['0 25 * * *', 24, undefined],
    ['@daily', 24, undefined],
    ['', 24, undefined],
  ] as const)('reads %p', (cron, hours, words) => {
    expect(cronWords(cron, { hours })).toBe(words);
  });
});
