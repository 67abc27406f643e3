import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { nameOf } from '../approvals/nameOf';
import type { ApprovalNews } from '../database/operations/outbox/enqueueApprovalNews';
import type { ApprovalRequestRow, OutboxRow, TaskRow } from '../database/rows';

/** What a notification says of a task. */
type NotifiedTask = Pick<
  TaskRow,
  'id' | 'title' | 'requested_by' | 'repository_owner' | 'repository_name'
>;

/**
 * The notification of an approval: to those who may give it while it is waited
 * for, and to who asked once it was decided about.
 *
 * @param row - of the kind `approval-news`
 * @param request - as it is now: nobody is asked for what was decided meanwhile
 */
export function approvalNotificationOf(
  row: Pick<OutboxRow, 'payload'>,
  task: NotifiedTask,
  request: Pick<ApprovalRequestRow, 'id' | 'state' | 'asked_by' | 'approvers'>,
): NotificationSendOptions | undefined {
  const news = row.payload as ApprovalNews;
  const askers = [...new Set([task.requested_by, request.asked_by])].filter(
    ref => /^user:/i.test(ref),
  );
  const asks = news.event === 'asked' || news.event === 'reminded';
  const recipients = asks ? request.approvers : askers;
  if ((asks && request.state !== 'open') || !recipients.length) {
    return undefined;
  }
  return {
    recipients: {
      type: 'entity',
      entityRef: recipients,
      ...(asks && askers.length && { excludeEntityRef: askers }),
    },
    payload: {
      ...describe(news, task),
      link: `/agent-tasks/${task.id}`,
      topic: 'agent-tasks',
      // a reminder brings the first one up again instead of adding one
      scope: `agent-tasks:${task.id}:approval:${request.id}:${
        asks ? 'asked' : 'decided'
      }`,
      metadata: { taskId: task.id, event: news.event },
    },
  };
}

function describe(
  { event, by, comment }: ApprovalNews,
  task: NotifiedTask,
): Pick<
  NotificationSendOptions['payload'],
  'title' | 'description' | 'severity'
> {
  const where = `${task.repository_owner}/${task.repository_name}`;
  const who = by ? nameOf(by) : 'Somebody';
  const words = comment ? ` “${comment}”` : '';
  switch (event) {
    case 'asked':
      return {
        title: `Asks for your approval: ${task.title}`,
        description: `${nameOf(
          task.requested_by,
        )} wants an agent to work in ${where}. Read the prompt, then approve or reject it.`,
        severity: 'normal',
      };
    case 'reminded':
      return {
        title: `Still waits for your approval: ${task.title}`,
        description: `${nameOf(
          task.requested_by,
        )} wants an agent to work in ${where}, and nobody has decided yet.`,
        severity: 'high',
      };
    case 'approved':
      return {
        title: `Approved: ${task.title}`,
        description: `${who} has approved the work in ${where}; it starts by itself.${words}`,
        severity: 'normal',
      };
    case 'rejected':
      return {
        title: `Not approved: ${task.title}`,
        description: `${who} has rejected the work in ${where}.${words}`,
        severity: 'high',
      };
    default:
      return {
        title: `Not approved in time: ${task.title}`,
        description: `Nobody has approved the work in ${where}. Retry the task to ask again.`,
        severity: 'high',
      };
  }
}
