import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { campaignHealth } from './campaignHealth';
import { groupCounts } from './statusGroups';

const now = Date.parse('2026-03-01T12:00:00Z');
const wave = (
  state: Campaign['waves'][number]['state'],
  conditions: Campaign['waves'][number]['conditions'] = [],
): Campaign['waves'][number] => ({
  number: 1,
  select: {},
  state,
  targets: 3,
  counts: {},
  conditions,
});

describe('campaignHealth', () => {
  it.each<[string, Partial<Campaign>, string]>([
    ['runs', { waves: [wave('open')] }, 'on-track'],
    ['is held', { waves: [wave('passed'), wave('held')] }, 'held'],
    [
      'is late',
      { waves: [wave('open')], dueAt: '2026-03-01T11:59:59Z' },
      'overdue',
    ],
    [
      'is held, which comes before late',
      { waves: [wave('held')], dueAt: '2026-03-01T11:59:59Z' },
      'held',
    ],
    [
      'waits for a person alone',
      {
        waves: [
          wave('open', [
            { kind: 'sample', needed: 1, now: 1, met: true },
            { kind: 'confirmation', needed: 1, now: 0, met: false },
          ]),
        ],
      },
      'waiting',
    ],
    [
      'waits for outcomes first',
      {
        waves: [
          wave('open', [
            { kind: 'sample', needed: 1, now: 0, met: false },
            { kind: 'confirmation', needed: 1, now: 0, met: false },
          ]),
        ],
      },
      'on-track',
    ],
    ['has agents that ask', { counts: { 'needs-attention': 1 } }, 'waiting'],
    ['is paused', { state: 'paused', waves: [wave('held')] }, 'paused'],
    ['is being taken back', { state: 'recalling' }, 'recalling'],
    ['was taken back', { state: 'recalled' }, 'recalled'],
  ])('%s', (_, change, health) => {
    expect(
      campaignHealth(
        { state: 'running', waves: [], counts: {}, ...change },
        now,
      ),
    ).toBe(health);
  });
});

describe('groupCounts', () => {
  it('counts what takes part, and nothing else', () => {
    expect(
      groupCounts({
        done: 2,
        'done-without-change': 1,
        'in-review': 3,
        queued: 1,
        running: 1,
        'awaiting-approval': 1,
        failed: 1,
        withdrawn: 1,
        waiting: 5,
        refused: 7,
        excluded: 8,
      }),
    ).toEqual({
      done: 3,
      review: 3,
      active: 2,
      attention: 1,
      failed: 2,
      waiting: 5,
    });
  });
});
