import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TaskRow } from '../database/rows';
import { nextLaunchState } from './transitions';

/** Whether the agent can go on is its pull request's matter, see `planFollowUp`. */
type Actions = Omit<AgentTask['actions'], 'followUp'>;
type ActionRow = Pick<
  TaskRow,
  'launch_state' | 'phase' | 'agent_state' | 'held'
>;

const notRetried: Partial<Record<TaskRow['phase'], string>> = {
  'awaiting-approval': 'The task waits for an approval.',
  scheduled: 'The task has not started yet.',
  queued: 'The task is queued and starts by itself.',
  launching: 'The task is being started.',
  running: 'The agent is at work.',
  'needs-attention': 'The agent waits for an answer on GitHub.',
  'in-review': 'The task has a pull request; close it to start over.',
  done: 'The task is done.',
  withdrawn: 'The task was withdrawn; start a new one.',
};

/** What may be done with a task and why not, by its state alone. */
export function taskActions(row: ActionRow): Actions {
  return {
    retry: retryAction(row),
    withdraw: withdrawAction(row),
    resolve: resolveAction(row),
    approve: approveAction(row),
    attend: attendAction(row),
  };
}

function retryAction(row: ActionRow): Actions['retry'] {
  if (row.launch_state === 'launch_unknown' && row.held) {
    return {
      allowed: false,
      reason:
        'GitHub did not say whether it started the task; starting it again may run the work twice.',
    };
  }
  const reason = notRetried[row.phase];
  if (reason) {
    return { allowed: false, reason };
  }
  return nextLaunchState(row.launch_state, 'retry')
    ? { allowed: true }
    : { allowed: false, reason: 'The state of the task allows no retry.' };
}

function withdrawAction(row: ActionRow): Actions['withdraw'] {
  if (nextLaunchState(row.launch_state, 'withdraw')) {
    return { allowed: true };
  }
  if (row.launch_state === 'withdrawn') {
    return { allowed: false, reason: 'The task was withdrawn already.' };
  }
  return {
    allowed: false,
    reason: ['launch_failed', 'rejected'].includes(row.launch_state)
      ? 'The task did not start; there is nothing to withdraw.'
      : 'The task was sent to GitHub, which has no call that stops it; stop it on its page there.',
  };
}

function approveAction(row: ActionRow): Actions['approve'] {
  return nextLaunchState(row.launch_state, 'approve')
    ? { allowed: true }
    : { allowed: false, reason: 'The task does not wait for an approval.' };
}

function resolveAction(row: ActionRow): Actions['resolve'] {
  if (row.launch_state !== 'launch_unknown') {
    return {
      allowed: false,
      reason: 'Whether the task was started is known.',
    };
  }
  return row.held
    ? { allowed: true }
    : {
        allowed: false,
        reason: 'The task is still being looked for on GitHub.',
      };
}

const notAttended: Partial<Record<TaskRow['phase'], string>> = {
  'awaiting-approval':
    'The task waits for an approval, which has its own time.',
  scheduled: 'The task starts at the time that was asked for.',
  done: 'The task is done.',
  'done-without-change': 'The task is done.',
  withdrawn: 'The task was withdrawn.',
};

function attendAction({ phase }: ActionRow): Actions['attend'] {
  const reason = notAttended[phase];
  return reason ? { allowed: false, reason } : { allowed: true };
}
