import type { AgentTaskWaitKind } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type {
  EscalationDigest,
  EscalationNews,
} from '../database/operations/outbox/enqueueEscalation';
import type { OutboxRow, TaskRow } from '../database/rows';
import type { Rung } from '../escalation/ladder';

/** What is to be done, as the beginning of a sentence about a task. */
const todo: Record<AgentTaskWaitKind, string> = {
  approval: 'Waits for an approval',
  time: 'Waits for its time',
  launch: 'Cannot be started',
  resolution: 'Nobody has decided whether it was started',
  'agent-start': 'GitHub does not start the agent',
  agent: 'The agent does not come to an end',
  answer: 'The agent waits for an answer',
  idle: 'The agent has stopped and waits for a word',
  'pull-request': 'Its pull request cannot be read',
  permission: 'GitHub does not let the automation account write',
  conflict: 'Its pull request has a conflict',
  'workflow-approval': 'Its workflows wait for "Approve and run"',
  checks: 'Its checks do not come to an end',
  'checks-failing': 'Its checks fail',
  changes: 'The requested changes are not made',
  capacity: 'Its owner has too much to review',
  ready: 'Its draft waits to be marked ready',
  reviewer: 'Nobody who is known may review it',
  review: 'Nobody has reviewed it',
  merge: 'It is approved and not merged',
  retry: 'It has failed, and nobody has decided about a retry',
};

const severities: Record<Rung, NotificationSendOptions['payload']['severity']> =
  {
    owner: 'normal',
    'parent-groups': 'high',
    'on-call': 'high',
    admins: 'critical',
  };

/**
 * The notification of tasks that wait for too long.
 *
 * @param row - of the kind `escalation`
 * @returns undefined where a digest tells of it, or the task is gone.
 */
export function escalationNotificationOf(
  row: Pick<OutboxRow, 'id' | 'payload' | 'task_id'>,
  task: TaskRow | undefined,
): NotificationSendOptions | undefined {
  if (row.task_id === null) {
    return digestOf(row.payload as EscalationDigest);
  }
  const { recipients, waitsFor, since, rung } = row.payload as EscalationNews;
  if (!task || !recipients.length) {
    return undefined;
  }
  return {
    recipients: { type: 'entity', entityRef: recipients },
    payload: {
      title: `${todo[waitsFor]}: ${task.title}`,
      description: `In ${task.repository_owner}/${
        task.repository_name
      }, since ${since
        .slice(0, 16)
        .replace(
          'T',
          ' at ',
        )} UTC. Open the task to act, take it over or snooze it.`,
      link: `/agent-tasks/${task.id}`,
      severity: severities[rung],
      topic: 'agent-tasks',
      // one for each task, which the next one brings up again
      scope: `agent-tasks:${task.id}:waits`,
      metadata: { taskId: task.id, waitsFor, rung },
    },
  };
}

function digestOf({
  recipients,
  count,
  taskIds,
}: EscalationDigest): NotificationSendOptions {
  return {
    recipients: { type: 'entity', entityRef: recipients },
    payload: {
      title: `${count} agent tasks wait for you`,
      description:
        'Each has waited for longer than it should. Open the list, those that have waited longest come first.',
      link: '/agent-tasks?sort=phaseSince&phase=needs-attention&phase=in-review&phase=failed',
      severity: 'high',
      topic: 'agent-tasks',
      // one for each group, which the next one brings up again with its number
      scope: `agent-tasks:digest:${recipients.join()}`,
      metadata: { taskIds },
    },
  };
}
