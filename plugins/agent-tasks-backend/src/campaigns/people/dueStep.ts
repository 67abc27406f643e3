import type { CampaignsConfig } from '../../config/CampaignsConfig';

/** A reminder whose time has come. */
export type DueStep = {
  /** Before the due date; 0 once it has passed. */
  beforeMs: number;
};

/**
 * The reminder that owners should have had by now: the latest one. What was
 * missed in a pause or an outage is not made up for, and a campaign that starts
 * late begins with the next one. Pure.
 */
export function dueStep(
  campaign: { dueAt: Date; startedAt: Date },
  now: Date,
  { enabled, beforeMs, overdue }: CampaignsConfig['reminders'],
): DueStep | undefined {
  const leftMs = campaign.dueAt.getTime() - now.getTime();
  if (!enabled) {
    return undefined;
  }
  if (leftMs <= 0) {
    return overdue ? { beforeMs: 0 } : undefined;
  }
  const passed = beforeMs.filter(each => each >= leftMs);
  if (!passed.length) {
    return undefined;
  }
  const latest = Math.min(...passed);
  return campaign.dueAt.getTime() - latest >= campaign.startedAt.getTime()
    ? { beforeMs: latest }
    : undefined;
}
