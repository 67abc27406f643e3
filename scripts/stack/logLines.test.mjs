import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWorthShowing } from './logLines.mjs';

for (const [line, expected] of [
  ['2026-01-01T00:00:00.000Z catalog info started', false],
  ['2026-01-01T00:00:00.000Z catalog info read 3 entities, 1 error ', false],
  ['2026-01-01T00:00:00.000Z agent-tasks error token refused', true],
  [
    '\u001b[2m2026-01-01T00:00:00.000Z\u001b[22m \u001b[34mcatalog\u001b[39m \u001b[31merror\u001b[39m broken',
    true,
  ],
  ['ERROR in ./src/App.tsx', true],
  ['<i> [webpack-dev-server] Loopback: http://localhost:3000/', false],
]) {
  test(`${expected ? 'shows' : 'hides'}: ${line.slice(0, 60)}`, () => {
    assert.equal(isWorthShowing(line), expected);
  });
}
