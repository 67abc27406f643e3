import { revealHidden } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { parseEntityRef } from '@backstage/catalog-model';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { CampaignReminderNews } from '../database/operations/campaigns/remindOwners';
import type { OutboxRow } from '../database/rows';

/**
 * The reminder of a campaign's due date. It leads to the owner's own page,
 * which shows what campaigns are for them also where they may not see others.
 *
 * @param row - of the kind `campaign-reminder`
 */
export function campaignNotificationOf(
  row: Pick<OutboxRow, 'payload'>,
): NotificationSendOptions {
  const { campaignId, title, owner, targets, dueAt, overdue } =
    row.payload as CampaignReminderNews;
  const { kind, namespace, name } = parseEntityRef(owner);
  const what = targets === 1 ? '1 target' : `${targets} targets`;
  const are = targets === 1 ? 'is' : 'are';
  const day = dueAt.slice(0, 10);
  return {
    recipients: { type: 'entity', entityRef: [owner] },
    payload: {
      title: overdue
        ? `${what} of "${revealHidden(title)}" ${are} overdue`
        : `${what} of "${revealHidden(title)}" ${are} due on ${day}`,
      description: overdue
        ? `The campaign was due on ${day}. Review what waits for you, or put a target off.`
        : 'Review what waits for you; a target that cannot start in time may be put off.',
      link: `/catalog/${namespace}/${kind}/${name}`,
      severity: overdue ? 'high' : 'normal',
      topic: 'agent-tasks',
      // one for each owner, which the next one brings up again
      scope: `agent-tasks:campaign:${campaignId}:due:${owner}`,
      metadata: { campaignId, targets, dueAt },
    },
  };
}
