import type { CampaignProgress } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { groupCounts, StatusGroup, statusGroups } from '../CampaignsPage';

/** A band of the chart: the group, and its lower and upper edge over time. */
export type Band = {
  group: StatusGroup;
  points: { x: number; from: number; to: number }[];
};

/**
 * The series as bands on top of each other, done ones at the bottom; x and y
 * from 0 to 1. Pure.
 */
export function burndownBands(
  series: CampaignProgress['series'],
  until: number,
): Band[] {
  const times = series.map(({ at }) => Date.parse(at));
  const [begin] = times;
  const span = Math.max(until - begin, 1);
  const totals = series.map(({ counts }) =>
    Object.values(groupCounts(counts)).reduce((sum, count) => sum + count, 0),
  );
  const most = Math.max(...totals, 1);
  const lower = series.map(() => 0);
  return statusGroups.map(group => ({
    group,
    points: series.map(({ counts }, index) => {
      const from = lower[index];
      lower[index] += groupCounts(counts)[group] / most;
      return { x: (times[index] - begin) / span, from, to: lower[index] };
    }),
  }));
}
