import type { CampaignCounts } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** What people tell apart at a glance, in the order of the way. */
export const statusGroups = [
  'done',
  'review',
  'active',
  'attention',
  'failed',
  'waiting',
] as const;
/** One of {@link statusGroups}. */
export type StatusGroup = (typeof statusGroups)[number];

const groupOf: Record<string, StatusGroup> = {
  done: 'done',
  'done-without-change': 'done',
  'in-review': 'review',
  running: 'active',
  launching: 'active',
  queued: 'active',
  scheduled: 'active',
  'needs-attention': 'attention',
  'awaiting-approval': 'attention',
  failed: 'failed',
  withdrawn: 'failed',
  waiting: 'waiting',
  deferred: 'waiting',
};

/** Targets that take part, by group; those left out and refused are in none. */
export function groupCounts(
  counts: CampaignCounts,
): Record<StatusGroup, number> {
  const groups = Object.fromEntries(
    statusGroups.map(group => [group, 0]),
  ) as Record<StatusGroup, number>;
  for (const [status, count] of Object.entries(counts)) {
    const group = groupOf[status];
    if (group) {
      groups[group] += count;
    }
  }
  return groups;
}
