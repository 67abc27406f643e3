import fc from 'fast-check';
import type { PullRequestRow } from '../database/rows';
import type { PullReading } from '../github/mapPullRequest';
import { decideMissingPull, decidePull } from './decidePull';
import { primaryPull } from './primaryPull';
import { pullInterval } from './pullInterval';

const askedAt = new Date('2026-03-01T12:00:00Z');
const options = { askedAt, intervalMs: 30_000 };
const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 11, 0, second));

const unread: PullRequestRow = {
  task_id: 't1',
  attempt_number: 1,
  database_id: '7',
  global_id: 'PR_7',
  number: null,
  url: null,
  title: null,
  state: null,
  is_draft: null,
  checks: null,
  review_decision: null,
  head_ref: null,
  additions: null,
  deletions: null,
  changed_files: null,
  merged_at: null,
  merge_commit: null,
  github_updated_at: null,
  read_at: null,
  next_look_at: at(0),
  head_sha: null,
  mergeable: null,
  workflows_waiting: false,
  requested_reviewers: [],
  reviews: [],
};

const review = {
  headSha: 'c0ffee',
  mergeable: 'mergeable' as const,
  workflowsWaiting: false,
  requestedReviewers: [],
  reviews: [],
};

function read(more: Partial<PullReading> = {}): PullReading {
  return {
    globalId: 'PR_7',
    number: 12,
    url: 'https://github.com/acme/shop/pull/12',
    title: '[WIP] First commit',
    state: 'draft',
    isDraft: true,
    headRef: 'copilot/first',
    updatedAt: at(1),
    details: {
      checks: 'none',
      reviewDecision: 'none',
      additions: 3,
      deletions: 1,
      changedFiles: 2,
      ...review,
    },
    ...more,
  };
}

const details = (more: Partial<NonNullable<PullReading['details']>>) => ({
  checks: 'none' as const,
  reviewDecision: 'none' as const,
  additions: 3,
  deletions: 1,
  changedFiles: 2,
  ...review,
  ...more,
});

function apply(row: PullRequestRow, reading: PullReading): PullRequestRow {
  const decision = decidePull(row, reading, options);
  return decision.kind === 'apply' ? { ...row, ...decision.patch } : row;
}

function events(row: PullRequestRow, reading: PullReading) {
  const decision = decidePull(row, reading, options);
  return decision.kind === 'apply'
    ? decision.story.map(({ event }) => event)
    : decision.kind;
}

describe('decidePull', () => {
  const draft = apply(unread, read());
  const open = apply(draft, read({ state: 'open', isDraft: false }));

  it.each<[string, PullRequestRow, PullReading, unknown]>([
    ['a first reading', unread, read(), ['opened']],
    ['the same again', draft, read(), []],
    [
      'a draft that became ready',
      draft,
      read({ state: 'open', isDraft: false, updatedAt: at(2) }),
      ['ready'],
    ],
    ['a draft again', open, read({ updatedAt: at(2) }), ['converted-to-draft']],
    [
      'checks that run',
      open,
      read({ state: 'open', details: details({ checks: 'pending' }) }),
      [],
    ],
    [
      'checks that failed',
      open,
      read({ state: 'open', details: details({ checks: 'failure' }) }),
      ['checks'],
    ],
    [
      'an approval',
      open,
      read({ state: 'open', details: details({ reviewDecision: 'approved' }) }),
      ['review'],
    ],
    [
      'a merge that was found first',
      unread,
      read({ state: 'merged', isDraft: false, mergedAt: at(9) }),
      ['opened', 'merged'],
    ],
    ['a close', open, read({ state: 'closed', updatedAt: at(3) }), ['closed']],
    [
      'a close that was taken back',
      apply(open, read({ state: 'closed', updatedAt: at(3) })),
      read({ state: 'open', updatedAt: at(4) }),
      ['reopened'],
    ],
    [
      'an earlier truth',
      apply(open, read({ state: 'open', updatedAt: at(5) })),
      read({ updatedAt: at(4) }),
      'stale',
    ],
    [
      'anything after a merge',
      apply(open, read({ state: 'merged', updatedAt: at(5) })),
      read({ updatedAt: at(6) }),
      'stale',
    ],
  ])('%s', (_, row, reading, expected) => {
    expect(events(row, reading)).toEqual(expected);
  });

  it('stops reading what is merged or closed, and keeps the commit', () => {
    const merged = read({
      state: 'merged',
      isDraft: false,
      mergedAt: at(9),
      mergeCommit: 'c0ffee',
    });
    expect(apply(open, merged)).toMatchObject({
      next_look_at: null,
      merged_at: at(9),
      merge_commit: 'c0ffee',
    });
    expect(apply(open, read({ state: 'closed' })).next_look_at).toBeNull();
  });

  it('keeps what a search by branch cannot say, and asks for it soon', () => {
    const failing = apply(
      open,
      read({ details: details({ checks: 'failure' }) }),
    );
    expect(apply(failing, read({ details: undefined }))).toMatchObject({
      checks: 'failure',
      additions: 3,
      next_look_at: new Date(askedAt.getTime() + 5_000),
    });
  });

  it('never goes back, whatever came when', () => {
    const readings = fc.array(
      fc.record({
        second: fc.nat({ max: 20 }),
        state: fc.constantFrom('draft', 'open', 'closed', 'merged' as const),
      }),
    );
    fc.assert(
      fc.property(readings, list => {
        let row = unread;
        for (const { second, state } of list) {
          const next = apply(row, read({ state, updatedAt: at(second) }));
          expect(next.github_updated_at?.getTime()).toBeGreaterThanOrEqual(
            row.github_updated_at?.getTime() ?? 0,
          );
          expect(row.state === 'merged' && next.state !== 'merged').toBe(false);
          row = next;
        }
      }),
    );
  });
});

describe('decideMissingPull', () => {
  const asked = { ...options, settledAt: null };
  it('tries again soon, and holds a settled task up for ten minutes only', () => {
    expect(decideMissingPull(unread, asked)).toEqual({
      giveUp: false,
      nextLookAt: new Date(askedAt.getTime() + 5_000),
    });
    const settledAt = new Date(askedAt.getTime() - 11 * 60_000);
    expect(decideMissingPull(unread, { ...asked, settledAt })).toEqual({
      giveUp: true,
      nextLookAt: new Date(askedAt.getTime() + 3_600_000),
    });
    expect(
      decideMissingPull({ state: 'open' }, { ...asked, settledAt }).giveUp,
    ).toBe(false);
  });
});

describe('primaryPull', () => {
  it('is what asks most of people, then the latest', () => {
    const pull = (number: number, state: PullRequestRow['state']) => ({
      number,
      state,
    });
    expect(primaryPull([])).toBeUndefined();
    expect(
      primaryPull([pull(1, 'open'), pull(3, 'merged'), pull(2, 'open')]),
    ).toEqual(pull(2, 'open'));
    expect(primaryPull([pull(4, 'closed'), pull(3, 'merged')])).toEqual(
      pull(3, 'merged'),
    );
    expect(primaryPull([pull(4, null), pull(3, 'closed')])).toEqual(
      pull(3, 'closed'),
    );
  });
});

describe('pullInterval', () => {
  it.each([
    [0, 30_000],
    [1_000, 30_000],
    [5_000, 90_000],
    [50_000, 900_000],
  ])('keeps %s pull requests within a hundred points a minute', (count, ms) => {
    expect(pullInterval(30_000, count)).toBe(ms);
    expect((Math.ceil(count / 100) * 3) / (ms / 60_000)).toBeLessThanOrEqual(
      100,
    );
  });
});
