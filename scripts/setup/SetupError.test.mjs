import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  SetupError,
  describeError,
  explainInstallFailure,
} from './SetupError.mjs';

for (const [output, message] of [
  [
    'npm error code ENOTFOUND\nnpm error network request failed',
    /cannot be reached/,
  ],
  [
    'YN0001: RequestError: connect ECONNREFUSED 127.0.0.1:9',
    /cannot be reached/,
  ],
  ['Error: ENOSPC: no space left on device, write', /disk is full/],
  ['code SELF_SIGNED_CERT_IN_CHAIN', /certificate/],
  ['npm error code E403', /refuses access/],
  ["EACCES: permission denied, mkdir '/checkout/node_modules'", /writable/],
  ['YN0028: The lockfile would have been modified', /^Installing X failed/],
]) {
  test(`explains: ${output.slice(0, 50)}`, () => {
    const error = explainInstallFailure('Installing X', output);
    assert.match(error.message, message);
    assert.ok(error.advice);
  });
}

test('shows advice for a person and the stack for a bug', () => {
  assert.equal(describeError(new SetupError('Wrong.', 'Do.')), 'Wrong.\nDo.');
  assert.match(describeError(new TypeError('oops')), /TypeError: oops\n\s+at /);
});
