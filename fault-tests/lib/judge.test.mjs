import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judge, promptOf } from './judge.mjs';

const launched = (key, changes = {}) => ({
  id: `row-${key}`,
  idempotency_key: key,
  launch_state: 'launched',
  phase: 'done-without-change',
  held: false,
  github_task_id: `github-${key}`,
  marker: `marker-${key}`,
  launches: 1,
  ...changes,
});
const started = (key, changes = {}) => ({
  id: `github-${key}`,
  prompt: `${promptOf(key)}\n\nagent-tasks-launch: marker-${key}`,
  ...changes,
});
const asked = key => ({ key, id: `row-${key}` });

/** The kinds of what is wrong. */
const problems = world =>
  Object.entries(
    judge({
      submissions: [asked('a')],
      rows: [launched('a')],
      gitHubTasks: [started('a')],
      ...world,
    }),
  )
    .filter(([, list]) => list.length)
    .map(([kind]) => kind);

describe('the verdict', () => {
  test('finds nothing where each request is one task', () => {
    assert.deepEqual(problems({}), []);
  });

  test('accepts what is held or failed with a reason, and only that', () => {
    const held = {
      launch_state: 'launch_unknown',
      phase: 'needs-attention',
      held: true,
      github_task_id: null,
    };
    const reason = { failure_class: 'outcome-unknown', failure_message: 'why' };
    const gitHubTasks = [];
    const rows = changes => [launched('a', { ...held, ...changes })];
    assert.deepEqual(problems({ gitHubTasks, rows: rows(reason) }), []);
    assert.deepEqual(problems({ gitHubTasks, rows: rows({}) }), ['unsettled']);
  });

  const cases = {
    unanswered: { submissions: [{ key: 'a' }] },
    lost: { rows: [] },
    double: {
      gitHubTasks: [started('a'), started('a', { id: 'another' })],
    },
    missed: {
      rows: [
        launched('a', {
          launch_state: 'launch_failed',
          failure_class: 'not-found',
          failure_message: 'why',
        }),
      ],
    },
    mistaken: { gitHubTasks: [started('a'), started('b')] },
    unsettled: { rows: [launched('a', { phase: 'running' })] },
    repeated: { rows: [launched('a', { launches: 2 })] },
  };
  for (const [kind, world] of Object.entries(cases)) {
    test(`finds what is ${kind}`, () => {
      assert.deepEqual(problems(world), [kind]);
    });
  }

  test('finds a row that GitHub knows nothing of, and one of another', () => {
    assert.deepEqual(problems({ gitHubTasks: [] }), ['lost']);
    assert.deepEqual(
      problems({ gitHubTasks: [started('a', { prompt: promptOf('a') })] }),
      ['mistaken'],
    );
  });
});
