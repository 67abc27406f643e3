import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { OutboxRow } from '../database/rows';

/**
 * The notification of agent tasks that no intent explains: to the owner of the
 * repository's entity, and to administrators where there is none.
 *
 * @param row - of the kind `bypass-found`
 * @param admins - entity references
 */
export function bypassNotificationOf(
  row: Pick<OutboxRow, 'id' | 'payload'>,
  admins: string[],
): NotificationSendOptions | undefined {
  const { repository, count, owner, creator } = row.payload;
  const recipients =
    typeof owner === 'string' && /^(user|group):/i.test(owner)
      ? [owner]
      : admins;
  if (!recipients.length) {
    return undefined;
  }
  const one = count === 1;
  return {
    recipients: { type: 'entity', entityRef: recipients },
    payload: {
      title: `${
        one ? 'An agent task was' : `${count} agent tasks were`
      } started past the portal in ${repository}`,
      description: `${
        typeof creator === 'string'
          ? `${creator} started ${one ? 'it' : 'the first of them'} on GitHub. `
          : ''
      }No request, policy or approval of the portal stands behind ${
        one ? 'it' : 'them'
      }. Adopt ${one ? 'it' : 'them'} under a task, or say why ${
        one ? 'it is' : 'they are'
      } fine.`,
      link: `/agent-tasks/bypass?repository=${encodeURIComponent(
        String(repository),
      )}`,
      severity: 'high',
      topic: 'agent-tasks',
      // told again after a crash it is the same one, the next time another
      scope: `agent-tasks:bypass:${row.id}`,
      metadata: { ...row.payload },
    },
  };
}
