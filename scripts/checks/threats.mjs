import fs from 'node:fs';
import path from 'node:path';

const PAGE = 'docs/threat-model.md';
const TESTS = 'plugins';
const named = /\b(?:describe|it|test)(?:\.each[^'"`]*)?\(\s*['"`](T\d+): /g;

/**
 * What is wrong between the rows of the threat model and the tests that are
 * named after them: rows and tests without each other.
 */
export function checkThreats(root) {
  const page = path.join(root, PAGE);
  const rows = readRows(fs.readFileSync(page, 'utf8'));
  const idsOf = readTests(path.join(root, TESTS));
  const problems = rows
    .filter(({ id }, index) => rows.findIndex(row => row.id === id) !== index)
    .map(({ id }) => `${PAGE}: ${id} is there twice`);
  for (const { id, tests } of rows) {
    if (tests.length === 0) {
      problems.push(`${PAGE}: ${id} names no test`);
    }
    for (const test of tests) {
      if (!idsOf.get(test)?.has(id)) {
        problems.push(`${PAGE}: ${id} has no test of its name in ${test}`);
      }
    }
  }
  for (const [test, ids] of idsOf) {
    for (const id of ids) {
      if (!rows.some(row => row.id === id && row.tests.includes(test))) {
        problems.push(`${test}: ${id} does not name it in ${PAGE}`);
      }
    }
  }
  return problems;
}

function readRows(markdown) {
  return markdown.split('\n').flatMap(line => {
    const id = /^\| (T\d+) /.exec(line)?.[1];
    const tests =
      line
        .split('|')
        .at(-2)
        ?.match(/`[^`]+`/g) ?? [];
    return id ? [{ id, tests: tests.map(test => test.slice(1, -1)) }] : [];
  });
}

function readTests(directory) {
  const files = fs
    .readdirSync(directory, { recursive: true })
    .map(file => file.split(path.sep).join('/'))
    .filter(file => /^[^/]+\/src\/.*\.test\.tsx?$/.test(file));
  return new Map(
    files.flatMap(file => {
      const text = fs.readFileSync(path.join(directory, file), 'utf8');
      const ids = new Set([...text.matchAll(named)].map(match => match[1]));
      return ids.size > 0 ? [[file, ids]] : [];
    }),
  );
}
