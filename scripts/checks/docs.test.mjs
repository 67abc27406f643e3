import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { checkLinks, markdownFiles } from './links.mjs';
import { checkNavigation } from './navigation.mjs';

function write(files, t) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'docs-'));
  t.after(() => fs.rmSync(root, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), content);
  }
  return root;
}

test('finds links that lead nowhere, and no others', t => {
  const root = write(
    {
      'README.md': [
        '[good](docs/a.md#two-words) ![missing](shot.png) [far](https://example.com/x)',
        '[here](#top) `[code](nothing.md)` [bad](docs/a.md#other)',
        '```\n[fenced](nothing.md)\n```',
        '# Top',
      ].join('\n\n'),
      'node_modules/x/README.md': '[bad](nothing.md)',
      'docs/a.md': '## Two `words`\n\n[up](../README.md) [up](README.md)',
    },
    t,
  );
  assert.deepEqual(checkLinks(root, markdownFiles(root).sort()), [
    'README.md: shot.png does not exist',
    'README.md: docs/a.md#other has no such heading',
    'docs/a.md: README.md does not exist',
  ]);
});

test('wants each page in the navigation once', t => {
  const root = write(
    {
      'mkdocs.yml':
        'nav:\n  - Home: index.md\n  - Group:\n      - A: a.md\n      - B: a.md\n      - C: gone.md\n',
    },
    t,
  );
  assert.deepEqual(
    checkNavigation(root, ['docs/index.md', 'docs/a.md', 'docs/lost.md']),
    [
      'mkdocs.yml: docs/gone.md does not exist',
      'mkdocs.yml: docs/lost.md is not in the navigation',
      'mkdocs.yml: docs/a.md is named twice',
    ],
  );
});
