/*
 * Real replicas on a real PostgreSQL against the simulated GitHub, while all
 * three fail: every request becomes at most one task, and none is forgotten.
 *
 *   yarn test:faults [--seed N] [--tasks 500] [--replicas 3]
 *
 * The seed decides all that chance decides; the same one deals the same blows
 * again. docs/faults.md says what is promised and what is not.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseArgs } from 'node:util';
import { judge } from './lib/judge.mjs';
import { points } from './lib/points.mjs';
import { gitHubHits, printStory } from './lib/printStory.mjs';
import { Storm } from './lib/Storm.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    tasks: { type: 'string', default: '500' },
    replicas: { type: 'string', default: '3' },
  },
});

function wholeNumber(name, text, { min, max }) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    console.error(`--${name} takes a whole number from ${min} to ${max}.`);
    process.exit(2);
  }
  return value;
}

const seed = values.seed
  ? wholeNumber('seed', values.seed, { min: 0, max: 2 ** 32 - 1 })
  : Math.floor(Math.random() * 1e6);
const tasks = wholeNumber('tasks', values.tasks, { min: 20, max: 1_400 });
const replicas = wholeNumber('replicas', values.replicas, { min: 2, max: 10 });
const replay = `yarn test:faults --seed ${seed} --tasks ${tasks} --replicas ${replicas}`;

const startedAt = Date.now();
const say = line => {
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${seconds.padStart(6)} s  ${line}`);
};

console.log(`Fault tests; the same again: ${replay}`);
const result = await new Storm({ seed, tasks, say }).run({ replicas });
printStory(result, line => console.log(line));
console.log(`\n${result.seconds} s; the same again: ${replay}\n`);

const verdict = judge(result);
const { armoury, counts } = result;
const reached = arm =>
  assert.ok(armoury.timesReached(arm), `No replica reached ${arm}. ${replay}`);
const none = kind => assert.deepEqual(verdict[kind], [], replay);

describe('every task', () => {
  test('was answered to its requester', () => none('unanswered'));
  test('is there: 0 lost', () => none('lost'));
  test('is at GitHub once at most: 0 double', () => none('double'));
  test('that runs at GitHub is known to run', () => none('missed'));
  test('at GitHub is one that was asked for', () => none('mistaken'));
  test('was told as launched once', () => none('repeated'));
  test('is settled, or held with a reason', () => none('unsettled'));
});

describe('a replica dies when', () => {
  for (const [name, { title }] of Object.entries(points)) {
    test(title, () => reached(`kill:${name}`));
  }
});

describe('a replica that was frozen until its lease had passed on', () => {
  test('after it had read its lease', () => reached('freeze:lease-read'));
  test('after its last check', () => reached('freeze:post-leaving'));
  test('after GitHub’s answer', () => reached('freeze:post-answered'));
  test('writes nothing', () =>
    assert.ok(
      counts['late writers that wrote nothing'] >= 2,
      `No replica noticed that it came too late. ${replay}`,
    ));
});

describe('the database goes away in the middle of', () => {
  test('a submission', () => reached('stall:request-not-committed'));
  test('an admission', () => reached('stall:admission-not-committed'));
  test('the intent', () => reached('stall:intent-not-committed'));
  test('the outcome', () => reached('stall:outcome-not-committed'));
  test('and transactions were cut', () =>
    assert.ok(counts['open transactions cut'] >= 4, replay));
  test('as a crash, a restart and a cut of all connections', () => {
    for (const what of [
      'PostgreSQL crash',
      'PostgreSQL restart',
      'all connections cut',
    ]) {
      assert.ok(counts[`blow: ${what}`], `${what}: ${replay}`);
    }
  });
});

describe('GitHub', () => {
  const hits = gitHubHits(result.gitHubFaults);
  const met = (what, title) =>
    test(title, () => assert.ok(hits[what] > 0, `${what}: ${replay}`));
  met('reset after', 'resets connections after it made the task');
  met('reset before', 'resets connections before');
  met('status 502 after', 'answers 502 after it made the task');
  met('status 502 before', 'answers 502 before');
  met('hang after', 'hangs after it made the task');
  met('garbage after', 'answers garbage');
  met('lag', 'lists late');
  met('rate-limit', 'limits');
  met('outage', 'is down for minutes');
});

describe('replicas of this version', () => {
  test('started, served and died on the schema of a later one', () =>
    assert.ok(result.lives > replicas));
});
