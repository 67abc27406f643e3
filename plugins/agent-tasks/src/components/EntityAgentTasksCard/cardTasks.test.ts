import type { Phase } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { minutesAgo, task } from '../../../dev/fixtures';
import { cardTasks } from './cardTasks';

const day = 24 * 60;

describe('cardTasks', () => {
  it('puts what needs a person first, then what has waited longest', () => {
    const given: [number, Phase, number][] = [
      [1, 'in-review', 10],
      [2, 'running', 5],
      [3, 'failed', 60],
      [4, 'needs-attention', 1],
      [5, 'needs-attention', 40],
    ];
    const lines = cardTasks(
      given.map(([number, phase, minutes]) =>
        task(number, phase, { phaseSince: minutesAgo(minutes) }),
      ),
    );
    expect(lines.map(line => [line.phase, line.id.slice(-1)])).toEqual([
      ['needs-attention', '5'],
      ['needs-attention', '4'],
      ['failed', '3'],
      ['in-review', '1'],
      ['running', '2'],
    ]);
  });

  it('forgets failures after a week, and everything that has ended well', () => {
    const lines = cardTasks([
      task(1, 'failed', { phaseSince: minutesAgo(8 * day) }),
      task(2, 'failed', { phaseSince: minutesAgo(6 * day) }),
      task(3, 'done'),
      task(4, 'withdrawn'),
      task(5, 'done-without-change'),
    ]);
    expect(lines.map(line => line.id.slice(-1))).toEqual(['2']);
  });

  it('keeps to five lines', () => {
    const many = Array.from({ length: 30 }, (_, i) => task(i, 'running'));
    expect(cardTasks(many)).toHaveLength(5);
  });
});
