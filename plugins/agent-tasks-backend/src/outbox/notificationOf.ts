import type { Phase } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { NotificationSeverity } from '@backstage/plugin-notifications-common';
import type { OutboxRow, TaskRow } from '../database/rows';
import { describeFailure } from '../launcher/failures';

/** Phases that a person wants to hear of; what happened comes first. */
const news: Partial<
  Record<Phase, { what: string; severity: NotificationSeverity }>
> = {
  'needs-attention': { what: 'Needs you', severity: 'high' },
  'in-review': { what: 'Ready for review', severity: 'normal' },
  failed: { what: 'Failed', severity: 'high' },
  done: { what: 'Merged', severity: 'low' },
  'done-without-change': { what: 'Ended without a change', severity: 'low' },
};

/** What a notification says of a task. */
export type NotifiedTask = Pick<
  TaskRow,
  | 'id'
  | 'title'
  | 'phase'
  | 'requested_by'
  | 'owner_ref'
  | 'repository_owner'
  | 'repository_name'
  | 'pull_state'
  | 'held'
  | 'failure_class'
  | 'failure_message'
>;

/**
 * The notification of a change, to the requester and the owner.
 *
 * @param row - the change
 * @param task - the task as it is now: who hears late hears what holds
 * @returns undefined where the phase did not change, is not news, holds no
 *   longer, or nobody is there to tell.
 */
export function notificationOf(
  row: Pick<OutboxRow, 'payload'>,
  task: NotifiedTask,
): NotificationSendOptions | undefined {
  const { phase, previousPhase } = row.payload;
  const about = news[task.phase];
  const recipients = [
    ...new Set(
      [task.requested_by, task.owner_ref].flatMap(ref =>
        ref && /^(user|group):/i.test(ref) ? ref : [],
      ),
    ),
  ];
  if (
    !about ||
    !previousPhase ||
    phase === previousPhase ||
    phase !== task.phase ||
    // who asked hears of the approval itself
    task.failure_class?.startsWith('approval-') ||
    !recipients.length
  ) {
    return undefined;
  }
  return {
    recipients: { type: 'entity', entityRef: recipients },
    payload: {
      title: `${about.what}: ${task.title}`,
      description: describe(task),
      link: `/agent-tasks/${task.id}`,
      severity: about.severity,
      topic: 'agent-tasks',
      scope: `agent-tasks:${task.id}:${task.phase}`,
      metadata: { taskId: task.id, phase: task.phase },
    },
  };
}

function describe(task: NotifiedTask): string {
  const where = `${task.repository_owner}/${task.repository_name}`;
  switch (task.phase) {
    case 'needs-attention':
      return task.held
        ? `GitHub did not say whether it started the task in ${where}. Decide whether it was started.`
        : `The agent in ${where} waits for an answer on GitHub.`;
    case 'in-review':
      return task.pull_state === 'draft'
        ? `The agent has finished a draft pull request in ${where}.`
        : `A pull request in ${where} waits for review.`;
    case 'failed': {
      const { message, nextStep } = describeFailure(
        task.failure_class ?? 'agent-error',
        task.failure_message ?? undefined,
      );
      return `${message} ${nextStep}`;
    }
    case 'done':
      return `The pull request in ${where} was merged.`;
    default:
      return `The work in ${where} ended, and nothing was changed.`;
  }
}
