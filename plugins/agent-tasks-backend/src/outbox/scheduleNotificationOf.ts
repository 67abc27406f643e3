import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { ScheduleNews } from '../database/operations/outbox/enqueueScheduleNews';
import type { OutboxRow } from '../database/rows';

const titles: Record<ScheduleNews['event'], string> = {
  disabled: 'Disabled: the schedule',
  failed: 'A run has failed: the schedule',
  proposed: 'Waits to be enabled: the schedule',
};

/**
 * The notification of what happened to a schedule.
 *
 * @param row - of the kind `schedule-news`
 * @param admins - entity references
 * @returns undefined where there is nobody to tell
 */
export function scheduleNotificationOf(
  row: Pick<OutboxRow, 'id' | 'payload'>,
  admins: string[],
): NotificationSendOptions | undefined {
  const { event, scheduleId, title, message, to } = row.payload as ScheduleNews;
  const recipients = [
    ...new Set([
      ...to.filter(ref => /^(user|group):/.test(ref)),
      ...(event === 'failed' ? [] : admins),
    ]),
  ];
  if (!recipients.length) {
    return undefined;
  }
  return {
    recipients: { type: 'entity', entityRef: recipients },
    payload: {
      title: `${titles[event]} '${title}'`,
      description: message,
      link: `/agent-tasks/schedules/${scheduleId}`,
      severity: event === 'proposed' ? 'normal' : 'high',
      topic: 'agent-tasks',
      // told again after a crash it is the same one, the next time another
      scope: `agent-tasks:schedule:${scheduleId}:${event}:${row.id}`,
      metadata: { scheduleId, event },
    },
  };
}
