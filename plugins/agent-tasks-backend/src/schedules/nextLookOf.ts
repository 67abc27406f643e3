import type { ScheduleTimes } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { jitterMs, nextTime } from './scheduleTimes';

/**
 * When a schedule that is enabled runs next. Pure.
 *
 * @returns undefined where it has come to its end
 */
export function nextLookOf(
  scheduleId: string,
  times: ScheduleTimes,
  after: Date,
): { next_at: Date; due_at: Date } | undefined {
  const plannedAt = nextTime(times, after);
  return (
    plannedAt && {
      next_at: plannedAt,
      due_at: new Date(
        plannedAt.getTime() +
          jitterMs({ scheduleId, plannedAt }, times.jitterMinutes ?? 0),
      ),
    }
  );
}
