import { CreditSample, forecastCredits } from './forecastCredits';

/** As the database sums it up. */
function sampleOf(credits: number[]): CreditSample {
  const average = (values: number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const moment = (values: number[], power: number) =>
    average(values.map(value => (value - average(values)) ** power));
  const deviation = (values: number[]) =>
    Math.sqrt((moment(values, 2) * values.length) / (values.length - 1));
  const logs = credits.map(Math.log);
  return {
    tasks: credits.length,
    mean: average(credits),
    deviation: deviation(credits),
    skewness: moment(credits, 3) / (deviation(credits) ** 3 || 1),
    most: Math.max(...credits),
    logMean: average(logs),
    logDeviation: deviation(logs),
  };
}

const repeat = (credits: number[], times: number) =>
  Array.from({ length: times }, () => credits).flat();
const share = (credits: number[], targets: number) => {
  const { p50, p90 } = forecastCredits(sampleOf(credits), targets);
  return p90 / p50;
};

describe('forecastCredits', () => {
  it('knows what tasks use that all use the same', () => {
    const { p50, p90 } = forecastCredits(sampleOf(repeat([4], 10)), 100);
    expect(p50).toBe(400);
    expect(p90).toBeCloseTo(400);
  });

  it('is Student’s interval where credits are even', () => {
    // ten tasks: t of nine degrees of freedom is 1.383
    const even = repeat([9, 11], 5);
    const spread = Math.sqrt(10 / 9) * Math.sqrt(50 + 2_500 / 10);
    const { p50, p90 } = forecastCredits(sampleOf(even), 50);
    expect(p50).toBe(500);
    expect(p90 - p50).toBeGreaterThanOrEqual(1.382 * spread);
    expect(p90 - p50).toBeLessThan(1.5 * spread);
  });

  it.each([
    ['more tasks', repeat([2, 5, 9], 20), 100, repeat([2, 5, 9], 4), 100],
    ['more targets', repeat([2, 5, 9], 4), 400, repeat([2, 5, 9], 4), 10],
    ['no tail', repeat([4, 6], 10), 100, [...repeat([4, 6], 9), 4, 60], 100],
  ])('is narrower with %s', (_, narrow, few, wide, many) => {
    expect(share(narrow, few)).toBeLessThan(share(wide, many));
  });

  it('says no more than the dearest task does, whatever the tail', () => {
    const wild = [0.1, 0.1, 0.1, 1, 1, 1, 1, 100, 100, 200];
    const { p90 } = forecastCredits(sampleOf(wild), 10);
    expect(p90).toBeLessThanOrEqual(10 * 200);
  });
});
