import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  readJest,
  readNodeTap,
  readPlaywright,
  scoreStage,
  summarize,
} from './tally.mjs';

test('a jest file that does not load counts as a failure', () => {
  const report = {
    numPassedTests: 7,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 2,
    numPendingTests: 3,
  };
  assert.deepEqual(readJest(JSON.stringify(report)), {
    passed: 7,
    failed: 3,
    skipped: 3,
  });
});

test('a journey that passed on its retry passed, an error outside of tests failed', () => {
  const stats = { expected: 4, flaky: 1, unexpected: 0, skipped: 0 };
  assert.deepEqual(
    readPlaywright(JSON.stringify({ stats, errors: [{ message: 'no port' }] })),
    { passed: 5, failed: 1, skipped: 0 },
  );
});

test('reads the summary of node’s runner', () => {
  const report =
    '# tests 6\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n';
  assert.deepEqual(readNodeTap(report), { passed: 3, failed: 2, skipped: 1 });
});

for (const [name, read, report] of [
  ['jest', readJest, '{}'],
  ['jest', readJest, ''],
  ['playwright', readPlaywright, '{"stats":{}}'],
  ['node', readNodeTap, 'TAP version 13\n'],
]) {
  test(`an unfinished report of ${name} is not green: ${report}`, () => {
    assert.throws(() => read(report));
  });
}

const tests = (passed, failed) => ({ passed, failed, skipped: 0 });
for (const [title, ok, counts, passed, failed] of [
  ['a stage without tests', true, undefined, 1, 0],
  ['a failed stage without tests', false, undefined, 0, 1],
  ['green tests', true, tests(5, 0), 5, 0],
  ['red tests', false, tests(5, 2), 5, 2],
  ['a runner that fails though no test did', false, tests(5, 0), 5, 1],
  ['a runner that found no test', true, tests(0, 0), 0, 1],
]) {
  test(`scores ${title}`, () => {
    const score = scoreStage(ok, counts);
    assert.deepEqual([score.passed, score.failed], [passed, failed]);
  });
}

test('the closing line is the sum', () => {
  assert.equal(summarize([tests(5, 2), tests(1, 0)]), '6 passed, 2 failed');
});
