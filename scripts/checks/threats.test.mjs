import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../stack/layout.mjs';
import { checkThreats } from './threats.mjs';

function write(files, t) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'threats-'));
  t.after(() => fs.rmSync(directory, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    fs.writeFileSync(path.join(directory, name), content);
  }
  return directory;
}

test('wants a test for each row, and a row for each test', t => {
  const directory = write(
    {
      'docs/threat-model.md': [
        '| id  | who | tests |',
        '| --- | --- | --- |',
        '| T1  | a | `a/src/x.test.ts` `b/src/y.test.tsx` |',
        '| T2  | b | `a/src/x.test.ts` `a/src/gone.test.ts` |',
        '| T3  | c | |',
        '| T1  | d | `a/src/x.test.ts` |',
      ].join('\n'),
      'plugins/a/src/x.test.ts': "describe('T1: one', () => {});",
      'plugins/a/src/z.test.ts': "it('T1: is not listed', () => {});",
      'plugins/b/src/y.test.tsx':
        "it.each([[1]])('T1: %s', () => {});\n// T2: only mentioned",
    },
    t,
  );
  assert.deepEqual(checkThreats(directory), [
    'docs/threat-model.md: T1 is there twice',
    'docs/threat-model.md: T2 has no test of its name in a/src/x.test.ts',
    'docs/threat-model.md: T2 has no test of its name in a/src/gone.test.ts',
    'docs/threat-model.md: T3 names no test',
    'a/src/z.test.ts: T1 does not name it in docs/threat-model.md',
  ]);
});

test('finds the threat model of this repository complete', () => {
  assert.deepEqual(checkThreats(root), []);
});
