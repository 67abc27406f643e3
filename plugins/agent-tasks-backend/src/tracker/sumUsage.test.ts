import type { SessionReading } from '../github/mapTask';
import { sumUsage } from './sumUsage';

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
});
