import type { CampaignProgress } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { burndownBands } from './burndownPoints';

const series: CampaignProgress['series'] = [
  { at: '2026-03-01T00:00:00Z', counts: { waiting: 4, excluded: 3 } },
  { at: '2026-03-01T12:00:00Z', counts: { done: 1, running: 1, waiting: 2 } },
];

describe('burndownBands', () => {
  it('puts groups on top of each other, each as high as its share', () => {
    const bands = burndownBands(series, Date.parse('2026-03-02T00:00:00Z'));
    const of = (name: string) => bands.find(({ group }) => group === name);
    expect(of('done')?.points).toEqual([
      { x: 0, from: 0, to: 0 },
      { x: 0.5, from: 0, to: 0.25 },
    ]);
    expect(of('active')?.points[1]).toEqual({ x: 0.5, from: 0.25, to: 0.5 });
    expect(of('waiting')?.points).toEqual([
      { x: 0, from: 0, to: 1 },
      { x: 0.5, from: 0.5, to: 1 },
    ]);
  });

  it('divides by nothing where there is one moment and no target', () => {
    const at = '2026-03-01T00:00:00Z';
    for (const { points } of burndownBands(
      [{ at, counts: {} }],
      Date.parse(at),
    )) {
      expect(points).toEqual([{ x: 0, from: 0, to: 0 }]);
    }
  });
});
