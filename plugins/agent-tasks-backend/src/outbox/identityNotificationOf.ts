import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { IdentityNews } from '../database/operations/outbox/enqueueIdentityNews';
import type { OutboxRow } from '../database/rows';
import { describeQuarantine } from '../identities/quarantines';

/**
 * The notification of what happened to an identity, to administrators.
 *
 * @param row - of the kind `identity-news`
 * @param admins - entity references; without any, nobody is told
 */
export function identityNotificationOf(
  row: Pick<OutboxRow, 'id' | 'payload'>,
  admins: string[],
): NotificationSendOptions | undefined {
  if (!admins.length) {
    return undefined;
  }
  const news = row.payload as IdentityNews;
  const { identityId, event } = news;
  return {
    recipients: { type: 'entity', entityRef: admins },
    payload: {
      ...describe(news),
      link: '/agent-tasks',
      topic: 'agent-tasks',
      // told again after a crash it is the same one, the next time another
      scope: `agent-tasks:identity:${identityId}:${event}:${row.id}`,
      metadata: { ...news },
    },
  };
}

function describe(
  news: IdentityNews,
): Pick<
  NotificationSendOptions['payload'],
  'title' | 'description' | 'severity'
> {
  const { identityId } = news;
  if (news.event === 'quarantined') {
    const { message, nextStep } = describeQuarantine(news.code);
    return {
      title: `Out of use: the identity ${identityId}`,
      description: `${message} Its tasks go to other identities of their repositories, or wait. ${nextStep}`,
      severity: 'critical',
    };
  }
  const { days, expiresAt } = news;
  return {
    title: `Ends in ${
      days === 1 ? 'a day' : `${days} days`
    } or less: the token of ${identityId}`,
    description: `The token of the identity ${identityId} ends on ${expiresAt
      .slice(0, 16)
      .replace(
        'T',
        ' at ',
      )} UTC. Replace it under agentTasks.identities before then and restart the backend.`,
    severity: days === 1 ? 'high' : 'normal',
  };
}
