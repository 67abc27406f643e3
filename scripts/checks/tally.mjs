/**
 * Readers for what the test runners report: how many tests passed, failed and
 * were skipped. Each throws on a report that it cannot read, so that a runner
 * which dies early never counts as green.
 */

const count = value => {
  if (!Number.isInteger(value)) {
    throw new Error('the report holds no counts');
  }
  return value;
};

/** Jest's `--json`; a file that cannot even be loaded is one failure. */
export function readJest(report) {
  const result = JSON.parse(report);
  return {
    passed: count(result.numPassedTests),
    failed:
      count(result.numFailedTests) + count(result.numRuntimeErrorTestSuites),
    skipped: count(result.numPendingTests),
  };
}

/** The `json` reporter of Playwright; a test that passed on its retry passed. */
export function readPlaywright(report) {
  const { stats, errors = [] } = JSON.parse(report);
  return {
    passed: count(stats.expected) + count(stats.flaky),
    failed: count(stats.unexpected) + errors.length,
    skipped: count(stats.skipped),
  };
}

/** The summary of node's own runner, in its `tap` form. */
export function readNodeTap(report) {
  const total = name =>
    count(Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(report)?.[1]));
  return {
    passed: total('pass'),
    failed: total('fail') + total('cancelled'),
    skipped: total('skipped') + total('todo'),
  };
}

/**
 * What a stage adds to the sum. A stage that fails although none of its tests
 * did, or that ran no test at all, counts as one failure.
 *
 * @param {boolean} ok - how its command ended
 * @param {{ passed: number, failed: number, skipped: number } | undefined} tests
 */
export function scoreStage(ok, tests) {
  if (!tests) {
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  }
  const ran = tests.passed + tests.failed > 0;
  return {
    ...tests,
    failed: tests.failed || (ok && ran ? 0 : 1),
  };
}

/** The closing line. */
export function summarize(scores) {
  const sum = key => scores.reduce((total, score) => total + score[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}
