/** Credits of tasks that have ended. */
export type CreditSample = {
  tasks: number;
  mean: number;
  /** Of a sample. */
  deviation: number;
  /** Third moment about the mean over the cube of the deviation. */
  skewness: number;
  most: number;
  /** Of the logarithms. */
  logMean: number;
  logDeviation: number;
};

/** Standard deviations between the middle and the 90th percentile. */
const P90 = 1.2816;

/**
 * What a number of tasks may use together, from tasks that have ended. Pure.
 *
 * The middle is the sum of as many means. For the 90th percentile two answers
 * are asked, and the larger one counts, because neither is enough by itself:
 *
 * - Student's interval for the sum of new draws, corrected for a sample that is
 *   skewed (Johnson 1978, Modified t tests and confidence intervals for
 *   asymmetrical populations). It holds for whatever distribution once the
 *   sample has seen all of it.
 * - Cox's interval for the mean of lognormal values (Zhou and Gao 1997,
 *   Confidence intervals for the log-normal mean), widened by the spread of
 *   the new draws. It knows of a tail that few tasks have not shown yet, and
 *   may not say more than if each task used as much as the dearest one.
 *
 * Not promised: what no task has shown. If one in ten is ten times as dear, a
 * third of the samples of ten have none of these. `yarn bench estimate` counts
 * how often the answer holds.
 */
export function forecastCredits(
  sample: CreditSample,
  targets: number,
): { p50: number; p90: number } {
  const { tasks, mean, most } = sample;
  const p50 = targets * mean;
  return {
    p50,
    p90: Math.max(
      p50 + skewed(sample, targets),
      Math.min(lognormal(sample, targets), targets * most),
    ),
  };

  function skewed({ deviation, skewness }: CreditSample, count: number) {
    const t = studentP90(tasks - 1);
    // the more is new, the less the error of the mean counts
    const known = count / (count + tasks);
    const correction =
      (Math.max(0, skewness) * (1 + 2 * t * t) * known) /
      (6 * Math.sqrt(tasks));
    return (
      (t + correction) * deviation * Math.sqrt(count + (count * count) / tasks)
    );
  }
}

function lognormal(
  { tasks, logMean, logDeviation }: CreditSample,
  targets: number,
): number {
  const variance = logDeviation ** 2;
  const ofMean = variance / tasks + variance ** 2 / (2 * (tasks - 1));
  const ofDraws = Math.log(1 + (Math.exp(variance) - 1) / targets);
  return (
    targets *
    Math.exp(
      logMean +
        variance / 2 +
        studentP90(tasks - 1) * Math.sqrt(ofMean + ofDraws),
    )
  );
}

/**
 * Student's 90th percentile (Abramowitz and Stegun, 26.7.5), right to 0.002
 * from nine degrees of freedom on.
 */
function studentP90(freedom: number): number {
  return (
    P90 +
    (P90 ** 3 + P90) / (4 * freedom) +
    (5 * P90 ** 5 + 16 * P90 ** 3 + 3 * P90) / (96 * freedom ** 2)
  );
}
