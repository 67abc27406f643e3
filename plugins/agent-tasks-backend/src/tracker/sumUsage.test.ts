import type { SessionReading } from '../github/mapTask';
import { creditsOf, sumUsage } from './sumUsage';

function session(usage: Partial<SessionReading>): SessionReading {
  return {
    id: 's1',
    state: 'completed',
    rawState: 'completed',
    createdAt: new Date(),
    ...usage,
  };
}

describe('sumUsage', () => {
  it('says nothing of what GitHub does not say', () => {
    expect(sumUsage([])).toEqual({});
    expect(sumUsage([session({})])).toEqual({});
  });

  it('sums credits without rounding, and premium requests to four places', () => {
    expect(
      sumUsage([
        session({ creditsNano: '9007199254740993' }),
        session({ creditsNano: '9007199254740993' }),
        session({ premiumRequests: '0.1' }),
        session({ premiumRequests: '0.2' }),
      ]),
    ).toEqual({ creditsNano: '18014398509481986', premiumRequests: '0.3' });
  });

  it.each([
    ['0', 0],
    ['49999999', 0],
    ['50000000', 0.1],
    ['1249999999', 1.2],
    ['1250000000', 1.3],
  ])('%s nano units are %s credits', (nano, credits) => {
    expect(creditsOf(nano)).toBe(credits);
  });
});
