import type { PullState } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** What asks most of people comes first. */
const order: PullState[] = ['open', 'draft', 'merged', 'closed'];

/**
 * The pull request that stands for an attempt that has several: while one waits
 * for review the task does; else one that was merged counts more than one that
 * was closed. Of equals the latest.
 */
export function primaryPull<
  T extends { state: PullState | null; number: number | null },
>(pulls: T[]): T | undefined {
  const place = ({ state }: T) => (state ? order.indexOf(state) : order.length);
  return [...pulls].sort(
    (a, b) => place(a) - place(b) || (b.number ?? 0) - (a.number ?? 0),
  )[0];
}
